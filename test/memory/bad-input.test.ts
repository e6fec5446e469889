import { appendFileSync, createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorkbook, row } from '../support/make-workbook.ts';
import { makeZip } from '../support/zip.ts';
import { mostHeld } from './support/faults-of-memory.ts';
import { startMemoryServer, type MemoryServer } from './support/memory-server.ts';
import { asCsv, dossierFields, dossiers, type Cell } from './support/rows.ts';
import { asHeldWorkbook } from './support/workbooks.ts';

const gigabyte = 1_000_000_000;
const longest = 120;
let server: MemoryServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-memory-'));
  // As it is installed, not with less memory for the engine.
  server = await startMemoryServer({ DAKLAKE_LOAD_MEMORY: '512MB' });
  await server.put('xau', { fields: dossierFields });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Sends it; what of its end, the bound of memory and two minutes does not hold is told. */
async function faultsOf(
  name: string,
  content: string | Buffer | Readable,
  code: RegExp,
  dataset = 'xau',
): Promise<readonly string[]> {
  const began = performance.now();
  const { peak, result } = await server.held(() => server.load(dataset, name, content));
  const seconds = (performance.now() - began) / 1000;
  const end = result.error?.code ?? result.state;
  const told = `${name}: ${end}, ${peak} MB, ${seconds.toFixed(1)} s`;
  const file = process.env['DAKLAKE_TELL'];
  if (file !== undefined) appendFileSync(file, `${told}\n`);
  return code.test(end) && peak < mostHeld && seconds < longest ? [] : [told];
}

test('an archive in an archive in an archive is not opened', async () => {
  let inner = await makeZip({ 'zeros.csv': Buffer.alloc(50_000_000) });
  for (let depth = 0; depth < 5; depth += 1) inner = await makeZip({ 'in.zip': inner, 'again.zip': inner });
  expect(await faultsOf('a.zip', inner, /^format-unsupported$/)).toEqual([]);
});

test('an archive whose members unpack to far more than they weigh is not safe', async () => {
  const zeros = await makeZip({ 'a.csv': Buffer.alloc(300_000_000) });
  expect(await faultsOf('a.zip', zeros, /^archive-unsafe$/)).toEqual([]);
});

test('an archive that says less than its member unpacks to is not safe', async () => {
  const rows = Buffer.from(asCsv(dossiers(20_000)));
  expect(await faultsOf('a.zip', lying(await makeZip({ 'a.csv': rows }), rows.length), /^archive-unsafe$/)).toEqual([]);
});

test('an archive of ten thousand members is not safe', async () => {
  const members = Array.from({ length: 10_000 }, (_, member) => [`${member}.csv`, 'ma,ten\n1,2\n'] as const);
  expect(await faultsOf('a.zip', await makeZip(Object.fromEntries(members)), /^archive-unsafe$/)).toEqual([]);
});

test('a gz of a gigabyte of zeros is refused by name', async () => {
  const file = join(folder, 'zeros.gz');
  await pipeline(blocks(gigabyte, '\0'), createGzip({ level: 1 }), createWriteStream(file));
  expect(await faultsOf('a.csv.gz', createReadStream(file), /^(?:archive-unsafe|row-too-long)$/)).toEqual([]);
});

test('a line of a gigabyte is refused by name', async () => {
  expect(await faultsOf('a.csv', Readable.from(blocks(gigabyte, 'x', 'ma,ten\n')), /^row-too-long$/)).toEqual([]);
  expect(
    await faultsOf('a.json', Readable.from(blocks(gigabyte, 'x', '[{"ma":"')), /row-too-long|json-invalid/),
  ).toEqual([]);
  expect(
    await faultsOf(
      'a.ndjson',
      Readable.from(blocks(gigabyte, 'x', '{"ma":"1"}\n{"ma":"')),
      /row-too-long|json-invalid/,
    ),
  ).toEqual([]);
});

const wide = Array.from({ length: 16_384 }, (_, column) => `c${column}`);

test.each([
  ['a.csv', () => Promise.resolve(`${wide.join(',')}\n${`${wide.map((_, column) => column).join(',')}\n`.repeat(20)}`)],
  ['a.xlsx', () => makeWorkbook([{ name: 'A', rows: plainRow(1, wide) + plainRow(2, wide) + plainRow(3, wide) }])],
])('as many columns as a sheet can have: %s', async (name, make) => {
  // Of them the contract knows none.
  expect(await faultsOf(name, await make(), /^columns-missing$/)).toEqual([]);
});

const numbers = Array.from({ length: 1000 }, (_, column) => `c${column}`);
const numberFields = numbers.map((name, column) =>
  column === 0
    ? { name, logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true }
    : { name, logicalType: 'number' },
);
const numberCells = (rows: number, columns: readonly string[], cell: (row: number, column: number) => Cell) =>
  Array.from({ length: rows }, (_, index) =>
    columns.map((__, column) => (column === 0 ? `K${index}` : cell(index, column))),
  );

test.each([
  ['numbers of two meanings', 2000, (row: number, column: number) => ((row * 17 + column) % 10_000) / 8],
  ['numbers that must be mended', 500, (row: number, column: number) => `${(row * 17 + column) % 10_000} đ`],
  ['hardly a number', 500, (row: number, column: number) => ((row + column) % 7 === 0 ? 'x' : '1.234')],
] as const)('a thousand columns, %s, are checked', async (_, rows, cell) => {
  await server.put('rong', { fields: numberFields });
  const content = asCsv(numberCells(rows, numbers, cell), numbers);
  const end = await faultsOf('a.csv', content, /^(?:published|held)$/, 'rong');
  expect(end).toEqual([]);
});

test('a thousand columns that the contract knows and as many others are checked', async () => {
  // Of its own: fewer rows than stood before would be held.
  await server.put('rong-hai', { fields: numberFields });
  const content = asCsv(
    numberCells(500, wide.slice(0, 2000), (row, column) => row * column),
    wide.slice(0, 2000),
  );
  expect(await faultsOf('a.csv', content, /^published$/, 'rong-hai')).toEqual([]);
});

test.each(['a.csv', 'a.xlsx'])(
  'as many columns as a sheet can have, of which the contract knows some: %s',
  async (name) => {
    await server.put('rong', { fields: numberFields });
    const cells = numberCells(100, wide, (row, column) => row * column);
    const content =
      name === 'a.csv'
        ? asCsv(cells, wide)
        : await makeWorkbook([
            { name: 'A', rows: [wide, ...cells].map((line, index) => plainRow(index + 1, line.map(String))).join('') },
          ]);
    expect(await faultsOf(name, content, /^too-large$/, 'rong')).toEqual([]);
  },
);

test('the last cell of a sheet is read without the emptiness before it', async () => {
  const last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>';
  const names = dossierFields.map((field) => String(field['name']));
  const rows =
    row(1, names) +
    dossiers(50)
      .map((cells, index) => row(index + 2, cells))
      .join('') +
    last;
  expect(await faultsOf('a.xlsx', await makeWorkbook([{ name: 'A', rows }]), /./)).toEqual([]);
});

// What a library would need too much for is refused.
test.each(['biff8', 'xlsb', 'ods'] as const)(
  'the rows of a workbook that a library holds whole: %s',
  async (bookType) => {
    const content = asHeldWorkbook(dossiers(20_000), bookType);
    const name = bookType === 'biff8' ? 'a.xls' : `a.${bookType}`;
    await server.put(`so-${bookType}`, { fields: dossierFields });
    expect(await faultsOf(name, content, /^(?:published|too-large)$/, `so-${bookType}`)).toEqual([]);
  },
);

test('a workbook that a library would hold whole is judged by what it unpacks to', async () => {
  const content = `<office:document-content>${' '.repeat(200_000_000)}</office:document-content>`;
  const parts = { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': content };
  expect(await faultsOf('a.ods', await makeZip(parts), /too-large|archive-unsafe/)).toEqual([]);
});

async function* blocks(bytes: number, filling: string, start = ''): AsyncGenerator<Buffer> {
  yield Buffer.from(start);
  const block = Buffer.alloc(1 << 20, filling);
  for (let left = bytes; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length));
}

/** The same archive, which says of its only member that it has a hundred bytes. */
function lying(zip: Buffer, bytes: number): Buffer {
  const told = Buffer.from(zip);
  const said = Buffer.alloc(4);
  said.writeUInt32LE(bytes);
  for (let at = told.indexOf(said); at >= 0; at = told.indexOf(said, at + 4)) told.writeUInt32LE(100, at);
  return told;
}

function plainRow(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}
