import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorkbook, row, styles } from '../support/make-workbook.ts';
import { makeZip } from '../support/zip.ts';
import { createTestFolder, runCli } from '../support/run-cli.ts';

let folder: Awaited<ReturnType<typeof createTestFolder>>;
beforeAll(async () => void (folder = await createTestFolder()));
afterAll(() => folder.remove());

interface ReadTable {
  readonly sheet: string | null;
  readonly headerRows: readonly number[];
  readonly columns: readonly string[];
  readonly rowCount: number;
  readonly rows: readonly (readonly (string | null)[])[];
  readonly rowNumbers: readonly number[];
  readonly skipped: readonly { readonly row: number; readonly why: string }[];
}

interface Read {
  readonly format: string;
  readonly bytes: number;
  readonly encoding: unknown;
  readonly dialect: Readonly<Record<string, string>> | null;
  readonly tables: readonly ReadTable[];
}

async function read(name: string, content: string | Uint8Array, ...options: readonly string[]): Promise<Read> {
  const outcome = await runCli('read', await folder.place(name, content), '--json', ...options);
  expect(outcome.exitCode, outcome.notices).toBe(0);
  // The shape is what these tests look at.
  return outcome.json() as unknown as Read;
}

const table = 'Mã xã;Tên xã\n24121;Tân Lập\n24133;Ea Kao\n';

test('[read.format] the format is told by the contents, of a compressed file by the inner one', async () => {
  expect((await read('a.txt', table.replaceAll(';', '\t'))).format).toBe('csv');
  expect((await read('a.csv', 'Mã    Tên\n24121 Tân Lập\n24133 Ea Kao\n24134 Ea Tu\n')).format).toBe('csv');
  expect((await read('a.csv', '[{"a":1}]')).format).toBe('json');
  expect((await read('a.json', '{"a":1}\n{"a":2}\n')).format).toBe('ndjson');
  expect((await read('a.bin', await makeWorkbook([{ name: 'A', rows: row(1, ['x']) + row(2, ['1']) }]))).format).toBe(
    'xlsx',
  );
  expect((await read('b.gz', gzipSync('[{"a":1}]'))).format).toBe('json');
  expect((await read('a.xls', '<table><tr><th>Mã</th></tr><tr><td>1</td></tr></table>')).format).toBe('html-table');
});

test('[read.bytes] bytes count the file as it was given', async () => {
  const packed = gzipSync(table);
  expect((await read('a.csv.gz', packed)).bytes).toBe(packed.length);
  expect((await read('a.csv', table)).bytes).toBe(Buffer.byteLength(table));
});

test('[read.encoding] the charset is that of the bytes, beside what was found in it', async () => {
  expect((await read('a.csv', 'ma;so\n1;2\n')).encoding).toEqual({ charset: 'utf-8', legacy: null, bom: false });
  expect((await read('a.csv', `\uFEFF${table}`)).encoding).toEqual({ charset: 'utf-8', legacy: null, bom: true });
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table, 'utf16le')]);
  expect((await read('a.csv', utf16)).encoding).toEqual({ charset: 'utf-16le', legacy: null, bom: true });
  const tcvn3 = Buffer.from('Hä tªn;§Þa chØ\nNguyÔn V¨n B×nh;X· Hoµ Phó\nTrÇn ThÞ Hång;Ph­êng T©n LËp\n', 'latin1');
  const old = await read('a.csv', tcvn3);
  expect(old.encoding).toMatchObject({ charset: 'windows-1252', legacy: 'TCVN3' });
  expect(old.tables[0]?.rows[0]?.[0]).toBe('Nguyễn Văn Bình');
  const workbook = await read('a.xlsx', await makeWorkbook([{ name: 'A', rows: row(1, ['x']) + row(2, ['1']) }]));
  expect(workbook).toMatchObject({ encoding: null, dialect: null });
});

test('[read.dialect] delimiter, quote, escape, newline', async () => {
  expect((await read('a.csv', table.replaceAll('\n', '\r\n'))).dialect).toMatchObject({
    delimiter: ';',
    quote: '"',
    newline: '\r\n',
  });
  expect((await read('a.json', '[{"a":1}]')).dialect).toBeNull();
});

test('[read.compressed] gz, zip and zst are opened, every member that is a table is one', async () => {
  for (const packed of [gzipSync(table), zstdCompressSync(table)]) {
    expect((await read('a.bin', packed)).tables[0]).toMatchObject({ rowCount: 2 });
  }
  const archive = await makeZip({ 'x/mot.csv': table, 'hai.csv': 'a,b\n1,2\n', 'doc.pdf': '%PDF-1.4' });
  const { tables } = await read('a.zip', archive);
  expect(tables.map(({ sheet }) => sheet)).toEqual(['x/mot.csv', 'hai.csv']);
});

test('[read.table-names] a sheet, a member, or both', async () => {
  const workbook = await makeWorkbook([
    { name: 'Biểu 1', rows: row(1, ['Mã']) + row(2, ['1']) },
    { name: 'Biểu 2', rows: row(1, ['Mã']) + row(2, ['2']) },
  ]);
  expect((await read('a.csv', table)).tables.map(({ sheet }) => sheet)).toEqual([null]);
  expect((await read('a.xlsx', workbook)).tables.map(({ sheet }) => sheet)).toEqual(['Biểu 1', 'Biểu 2']);
  const archive = await makeZip({ 'a.xlsx': workbook });
  expect((await read('a.zip', archive)).tables.map(({ sheet }) => sheet)).toEqual(['a.xlsx/Biểu 1', 'a.xlsx/Biểu 2']);
});

test('[cli.read] [cli.read.sheet] one of several is chosen, and an unknown one is said', async () => {
  const archive = await makeZip({ 'x/mot.csv': table, 'hai.csv': 'a,b\n1,2\n' });
  expect((await read('b.zip', archive, '--sheet', 'hai.csv')).tables.map(({ columns }) => columns)).toEqual([
    ['a', 'b'],
  ]);
  const none = await runCli('read', await folder.place('c.zip', archive), '--json', '--sheet', 'ba.csv');
  expect(none.exitCode).not.toBe(0);
  expect(none.json()).toMatchObject({ error: { code: 'table-not-found' } });
});

test('[cli.read.rows] 100 rows, as many as asked, or all; all are counted', async () => {
  const rows = `a,b\n${Array.from({ length: 250 }, (_, index) => `${index},x\n`).join('')}`;
  for (const [options, shown] of [
    [[], 100],
    [['--limit', '3'], 3],
    [['--limit', '0'], 0],
    [['--all'], 250],
  ] as const) {
    const [found] = (await read('n.csv', rows, ...options)).tables;
    expect([found?.rows.length, found?.rowNumbers.length, found?.rowCount]).toEqual([shown, shown, 250]);
  }
});

test('[read.row-numbers] the line on which a record starts, the row of a sheet, or the ordinal', async () => {
  const csv = await read('a.csv', 'a,b\n"x\ny",1\nz,2\n');
  expect(csv.tables[0]?.rowNumbers).toEqual([2, 4]);
  const sheet = await read(
    'a.xlsx',
    await makeWorkbook([{ name: 'A', rows: row(3, ['Mã', 'b']) + row(6, ['1', '2']) }]),
  );
  expect(sheet.tables[0]?.rowNumbers).toEqual([6]);
  expect((await read('a.json', '[{"a":1},\n\n{"a":2}]')).tables[0]?.rowNumbers).toEqual([1, 2]);
});

test('[read.headings] joined, merged, numbered, empty, or made up', async () => {
  const merged = await makeWorkbook([
    {
      name: 'A',
      rows: row(1, ['Xã', 'Dân số', null]) + row(2, [null, 'Nam', 'Nữ']) + row(3, ['Ea Kao', '1', '2']),
      merges: ['A1:A2', 'B1:C1'],
    },
  ]);
  expect((await read('a.xlsx', merged)).tables[0]).toMatchObject({
    headerRows: [1, 2],
    columns: ['Xã', 'Dân số / Nam', 'Dân số / Nữ'],
  });
  expect((await read('a.csv', 'a,a,,a\n1,2,3,4\n')).tables[0]?.columns).toEqual(['a', 'a (2)', '', 'a (3)']);
  expect((await read('a.csv', '1,2\n3,4\n5,6\n')).tables[0]).toMatchObject({
    headerRows: [],
    columns: ['column 1', 'column 2'],
  });
});

test('[read.cells] composed, trimmed, with plain line ends; blank is null, quoted empty is not', async () => {
  const { tables } = await read(
    'a.csv',
    'a,b,c,d\n  Tân Lập ,"x\r\ny",,""\n1,2, ,3\n'.replace('Tân Lập', 'Tân Lập'.normalize('NFD')),
  );
  expect(tables[0]?.rows).toEqual([
    ['Tân Lập', 'x\ny', null, ''],
    ['1', '2', null, '3'],
  ]);
});

test('[read.numbers] shortest decimals, padded formats, ISO dates, truth values', async () => {
  const cells =
    `<c r="A2" s="${styles.date}"><v>46147</v></c><c r="B2" s="${styles.padded}"><v>7</v></c>` +
    '<c r="C2"><v>0.30000000000000004</v></c><c r="D2" t="b"><v>1</v></c>';
  const workbook = await makeWorkbook([
    { name: 'A', rows: `${row(1, ['a', 'b', 'c', 'd'])}<row r="2">${cells}</row>` },
  ]);
  expect((await read('a.xlsx', workbook)).tables[0]?.rows).toEqual([
    ['2026-05-05', '00007', '0.30000000000000004', 'true'],
  ]);
  expect((await read('a.json', '[{"a":1.50,"b":1e3,"c":false}]')).tables[0]?.rows).toEqual([['1.5', '1000', 'false']]);
});

test('[read.skipped] what is passed over is listed with why', async () => {
  const report =
    'BÁO CÁO DÂN SỐ\n\nĐơn vị tính: người\nXã,Thôn,Số dân\nEa Kao,Thôn 1,10\nEa Kao,Thôn 2,20\nCộng,,30\nXã,Thôn,Số dân\nEa Tu,Thôn 1,5\nTổng cộng,,35\nGhi chú: số liệu sơ bộ\n';
  const [found] = (await read('a.csv', report)).tables;
  expect(found?.rowCount).toBe(3);
  expect(Object.fromEntries(found?.skipped.map(({ row: line, why }) => [line, why]) ?? [])).toMatchObject({
    1: 'title',
    2: 'blank',
    3: 'units',
    7: 'subtotal',
    8: 'repeated-header',
    10: 'total',
    11: 'note',
  });
});
