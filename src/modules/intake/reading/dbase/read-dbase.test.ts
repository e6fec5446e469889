import { encodingNames } from '#api/encodings.ts';
import { writtenIn } from '../../../../../test/support/written-in.ts';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { itWithSamples, sample } from '../../../../../test/support/samples.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { makeZip } from '../../../../../test/support/zip.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly length: number;
}

/** A dBase III table; cells are bytes as they are to stand, and are padded. */
function dbaseOf(
  fields: readonly Field[],
  rows: readonly (readonly (string | Buffer)[])[],
  options: { readonly language?: number; readonly deleted?: readonly number[]; readonly count?: number } = {},
): Buffer {
  const head = Buffer.alloc(32 + 32 * fields.length + 1);
  const recordBytes = 1 + fields.reduce((sum, { length }) => sum + length, 0);
  head.set([0x03, 124, 1, 5]);
  head.writeUInt32LE(options.count ?? rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(recordBytes, 10);
  head[29] = options.language ?? 0;
  for (const [index, { name, type, length }] of fields.entries()) {
    head.write(name, 32 + 32 * index, 'latin1');
    head.write(type, 32 + 32 * index + 11, 'latin1');
    head[32 + 32 * index + 16] = length;
  }
  head[head.length - 1] = 0x0d;
  const records = rows.map((row, place) => {
    const record = Buffer.alloc(recordBytes, 0x20);
    if (options.deleted?.includes(place) === true) record[0] = 0x2a;
    let at = 1;
    for (const [index, { length }] of fields.entries()) {
      const cell = row[index] ?? '';
      record.set((typeof cell === 'string' ? Buffer.from(cell, 'latin1') : cell).subarray(0, length), at);
      at += length;
    }
    return record;
  });
  return Buffer.concat([head, ...records, Buffer.from([0x1a])]);
}

const fields: readonly Field[] = [
  { name: 'MA', type: 'C', length: 5 },
  { name: 'TEN', type: 'C', length: 24 },
  { name: 'DT', type: 'N', length: 10 },
  { name: 'NGAY', type: 'D', length: 8 },
  { name: 'CO', type: 'L', length: 1 },
  { name: 'GHI', type: 'M', length: 10 },
];

test('codes keep their zeros, deleted records are passed over and counted, blanks are null', async () => {
  const bytes = dbaseOf(
    fields,
    [
      ['00123', 'Ea Kao', '     12.50', '20240105', 'T', '         1'],
      ['00124', 'X', '         1', '20240106', 'F', ''],
      ['', '', '**********', '', '?', ''],
    ],
    { deleted: [1] },
  );
  const { format, tables, warnings } = await readBytes('so.dbf', bytes);
  expect(format).toBe('dbase');
  expect(tables[0]).toMatchObject({
    columns: ['MA', 'TEN', 'DT', 'NGAY', 'CO', 'GHI'],
    rows: [
      ['00123', 'Ea Kao', '12.5', '2024-01-05', 'true', null],
      [null, null, null, null, null, null],
    ],
    rowNumbers: [1, 3],
    typedNumbers: [false, false, true, false, false, false],
  });
  expect(warnings.map(({ code }) => code)).toEqual(['numbers-lost', 'rows-deleted', 'columns-unread']);
  expect(warnings[0]?.message.en).toContain('has 1 cells with asterisks');
  expect(warnings[0]?.message.en).toContain('row 3, column “DT”');
});

describe('text', () => {
  const names = ['§¾k L¾k', 'Bu«n Ma Thuét', 'Hµ Néi', 'ViÖt Nam'];
  test.each<readonly [string, number, readonly (string | Buffer)[], readonly string[]]>([
    ['TCVN3 under a driver that says Western', 0x03, names, ['Đắk Lắk', 'Buôn Ma Thuột', 'Hà Nội', 'Việt Nam']],
    [
      'UTF-8 though no driver can say so',
      0,
      ['Đắk Lắk', 'Hà Nội'].map((name) => Buffer.from(name)),
      ['Đắk Lắk', 'Hà Nội'],
    ],
    ['a driver that nobody sets unasked', 0xc9, [Buffer.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0])], ['Москва']],
    ['the code page of DOS', 0x01, [Buffer.from([0x4d, 0x81, 0x6e, 0x63, 0x68, 0x65, 0x6e])], ['München']],
  ])('%s', async (_name, language, texts, expected) => {
    const bytes = dbaseOf(
      [{ name: 'TEN', type: 'C', length: 40 }],
      texts.map((text) => [text]),
      { language },
    );
    expect((await readOnlyTable('a.dbf', bytes)).rows.map(([cell]) => cell)).toEqual(expected);
  });
});

test.each(encodingNames.filter((name) => !name.startsWith('utf-16')))(
  'whoever knows that it is %s says so',
  async (encoding) => {
    const bytes = dbaseOf([{ name: 'TEN', type: 'C', length: 40 }], [[writtenIn[encoding]('Tân Lý')]]);
    expect((await readOnlyTable('a.dbf', bytes, { encoding })).rows).toEqual([['Tân Lý']]);
  },
);

test('a table that ends before its last record is refused with the record', async () => {
  const whole = dbaseOf(fields, [['1'], ['2'], ['3']]);
  await expect(readBytes('a.dbf', whole.subarray(0, -30))).rejects.toMatchObject({
    code: 'file-truncated',
    members: { line: 3 },
  });
});

test('records behind the count of a head that was never mended are read', async () => {
  expect((await readOnlyTable('a.dbf', dbaseOf(fields, [['1'], ['2']], { count: 0 }))).rowCount).toBe(2);
});

test('a table that is damaged anywhere ends in a code or in rows', async () => {
  const whole = dbaseOf(
    fields,
    Array.from({ length: 20 }, (_, row) => [`${row}`, 'Hµ Néi', '1', '20240105', 'T', '']),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.integer({ min: 1, max: 240 }), byte: fc.nat(255) }), { minLength: 1, maxLength: 10 }),
      async (faults) => {
        const bytes = Buffer.from(whole);
        for (const { at, byte } of faults) bytes[at] = byte;
        await readBytes('a.dbf', bytes).catch((error: unknown) => expect(error).toBeInstanceOf(DomainError));
      },
    ),
    { numRuns: lawRuns(30) },
  );
});

itWithSamples('tables of dBase 7 and Visual FoxPro are read as their programs show them', async () => {
  const seven = await readOnlyTable('d11.dbf', readFileSync(sample('messy-sheetjs', 'dbf', 'd11.dbf')));
  expect(seven.rows[0]).toEqual([
    'test1',
    '1111111.11',
    null,
    'true',
    '2011-11-11',
    '1111111.11',
    null,
    null,
    '1111111111',
    '2011-11-11T11:11:11',
    '11111111111111112',
    '1',
  ]);
  const fox = await readOnlyTable('vfp3.dbf', readFileSync(sample('messy-sheetjs', 'dbf', 'vfp3.dbf')));
  expect(fox.rows[0]?.slice(0, 9)).toEqual([
    'test1',
    '123.45',
    '12.345',
    '1234.1',
    '1917-02-19',
    '1917-02-19T00:00:00',
    '1231.4',
    '123234',
    'true',
  ]);
});

describe('notes in a second file', () => {
  const columns = [
    { name: 'MA', type: 'C', length: 3 },
    { name: 'GHI', type: 'M', length: 10 },
  ];
  const rows = [
    ['001', '         1'],
    ['002', ''],
    ['003', '         2'],
  ];
  const table = (version: number): Buffer => {
    const bytes = dbaseOf(columns, rows);
    bytes[0] = version;
    return bytes;
  };
  const note = Buffer.from('Gia ®×nh cã c«ng\r\nv', 'latin1');
  const blocks = (...parts: readonly Buffer[]): Buffer =>
    Buffer.concat(parts.map((part) => Buffer.concat([part, Buffer.alloc(512 - part.length)])));
  const ended = (text: Buffer): Buffer => Buffer.concat([text, Buffer.from([0x1a, 0x1a])]);
  const measured = (text: Buffer): Buffer => {
    const head = Buffer.from([0xff, 0xff, 8, 0, 0, 0, 0, 0]);
    head.writeUInt32LE(text.length + 8, 4);
    return Buffer.concat([head, text]);
  };
  const foxpro = (text: Buffer, kind = 1): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(kind, 0);
    head.writeUInt32BE(text.length, 4);
    return Buffer.concat([head, text]);
  };
  const head = (at: number, bytes: readonly number[]): Buffer => {
    const block = Buffer.alloc(512);
    block.set(bytes, at);
    return block;
  };

  test.each<[string, number, string, Buffer]>([
    ['dBase III', 0x83, 'HO.DBT', blocks(Buffer.alloc(8), ended(note), ended(Buffer.from('x')))],
    ['dBase IV', 0x8b, 'ho.dbt', blocks(head(20, [0, 2]), measured(note), measured(Buffer.from('x')))],
    ['FoxPro', 0xf5, 'ho.fpt', blocks(head(6, [2, 0]), foxpro(note), foxpro(Buffer.from('x')))],
  ])('those of %s are read beside their table in one zip, in its coding', async (_, version, name, memo) => {
    const read = await readBytes('ho.zip', await makeZip({ [name]: memo, 'Ho.dbf': table(version) }));
    expect(read.warnings.map(({ code }) => code)).toEqual(['encoding-guessed']);
    expect(read.tables).toMatchObject([
      {
        columns: ['MA', 'GHI'],
        rows: [
          ['001', 'Gia đình có công\nv'],
          ['002', null],
          ['003', 'x'],
        ],
      },
    ]);
  });

  test('where they are cut off, pictures, or not there at all, cells are empty', async () => {
    const cut = await makeZip({ 'a.dbf': table(0xf5), 'a.fpt': head(6, [2, 0]).subarray(0, 30) });
    expect((await readBytes('a.zip', cut)).tables[0]?.rows.map((row) => row[1])).toEqual([null, null, null]);
    const picture = blocks(head(6, [2, 0]), foxpro(note, 0), foxpro(Buffer.from('x')));
    const drawn = await makeZip({ 'a.dbf': table(0xf5), 'a.fpt': picture });
    expect((await readBytes('a.zip', drawn)).tables[0]?.rows.map((row) => row[1])).toEqual([null, null, 'x']);
    expect((await readBytes('a.dbf', table(0x83))).warnings).toMatchObject([{ code: 'columns-unread' }]);
  });
});
