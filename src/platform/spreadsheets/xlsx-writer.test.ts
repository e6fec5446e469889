import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { read, utils, type WorkSheet } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { escapeText } from './xlsx-text.ts';
import { writeXlsx, type XlsxRows, type XlsxSheet } from './xlsx-writer.ts';

const columns: XlsxSheet['columns'] = [
  { heading: 'Mã', type: 'text' },
  { heading: 'Số <&>', type: 'number' },
  { heading: 'Ngày', type: 'date' },
  { heading: 'Lúc', type: 'timestamp' },
  { heading: 'Giờ', type: 'time' },
  { heading: 'Đúng', type: 'boolean' },
];

test('keeps types: codes as texts, numbers, dates and moments as such, null as no cell', async () => {
  const sheet = await sheetOf([
    ['007', '12345678901.5', '2024-02-29', '2024-02-29 06:00:00', '12:00:00', true],
    [null, -1, null, null, null, false],
  ]);
  const values = (row: number) =>
    ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => (sheet[name + row] as { v: unknown } | undefined)?.v);
  expect([1, 2, 3].map(values)).toEqual([
    ['Mã', 'Số <&>', 'Ngày', 'Lúc', 'Giờ', 'Đúng'],
    ['007', 12345678901.5, 45351, 45351.25, 0.5, true],
    [undefined, -1, undefined, undefined, undefined, false],
  ]);
  expect([sheet['A2'], sheet['B2'], sheet['F2']]).toMatchObject([{ t: 's' }, { t: 'n' }, { t: 'b' }]);
  expect([sheet['C2'], sheet['D2'], sheet['E2']]).toMatchObject([
    { w: '29/02/2024' },
    { w: '29/02/2024 06:00:00' },
    { w: '12:00:00' },
  ]);
});

test('a date that spreadsheets miscount is its text', async () => {
  const sheet = await sheetOf([
    [null, null, '1900-02-28', null, null, null],
    [null, null, '1900-03-01', null, null, null],
  ]);
  expect([sheet['C2'], sheet['C3']]).toMatchObject([
    { t: 's', v: '1900-02-28' },
    { t: 'n', v: 61 },
  ]);
});

test('brings every text back that a cell can hold', async () => {
  const texts = ['', ' a ', 'a\nb', 'a\tb', '<a> & "b"', '_x0041_', '\u0007', '=1+1', 'Đắk Lắk 𝒳', "'x"];
  const sheet = await sheetOf(texts.map((text) => [text, null, null, null, null, null]));
  expect(texts.map((_, index) => (sheet[`A${index + 2}`] as { v: unknown }).v)).toEqual(texts);
});

test('a carriage return survives what XML does to line ends', () => {
  expect(escapeText('a\r\nb')).toBe('a_x000D_\nb');
});

test('cuts a text that would make the file unreadable, and says so in the cell', async () => {
  const sheet = await sheetOf([['x'.repeat(40_000), null, null, null, null, null]]);
  const { v } = sheet['A2'] as { v: string };
  expect(v).toHaveLength(32_767);
  expect(v).toMatch(/x… \[bị cắt, 40000 ký tự: xem CSV · cut, 40000 characters: see CSV\]$/);
});

test('goes on in further sheets, each with the heading', async () => {
  const rows = Array.from({ length: 7 }, (_, n): XlsxRows[number] => [String(n), n, null, null, null, null]);
  const batches = [rows.slice(0, 2), [], rows.slice(2)];
  const book = read(
    await write(
      [
        { name: 'Dân số: [xã]', columns, rows: batches },
        { name: 'B', columns, rows: [] },
      ],
      3,
    ),
  );
  expect(book.SheetNames).toEqual(['Dân số   xã', 'Dân số   xã (2)', 'Dân số   xã (3)', 'B']);
  expect(book.SheetNames.map((name) => firstColumn(book.Sheets[name]))).toEqual([
    ['Mã', '0', '1', '2'],
    ['Mã', '3', '4', '5'],
    ['Mã', '6'],
    ['Mã'],
  ]);
});

test('gives equal bytes for equal sheets', async () => {
  const sheet = { name: 'A', columns, rows: [[['a', 1, null, null, null, null]]] } satisfies XlsxSheet;
  expect((await write([sheet])).equals(await write([sheet]))).toBe(true);
});

test('passes on a failure of the rows', async () => {
  async function* broken(): AsyncGenerator<XlsxRows> {
    yield [['a', 1, null, null, null, null]];
    throw new Error('gone');
  }
  const output = new PassThrough().resume();
  await expect(writeXlsx(output, [{ name: 'A', columns, rows: broken() }])).rejects.toThrow('gone');
});

function firstColumn(sheet: WorkSheet | undefined) {
  return utils.sheet_to_json<unknown[]>(sheet ?? {}, { header: 1 }).map(([cell]) => cell);
}

async function sheetOf(rows: XlsxRows): Promise<WorkSheet> {
  const book = read(await write([{ name: 'A', columns, rows: [rows] }]), { cellNF: true, cellText: true });
  return book.Sheets['A'] ?? {};
}

async function write(sheets: readonly XlsxSheet[], rowsPerSheet?: number): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(output),
    writeXlsx(output, sheets, rowsPerSheet === undefined ? {} : { rowsPerSheet }),
  ]);
  return bytes;
}
