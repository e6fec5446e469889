import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { read } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { unzip, zipOf } from '../../../test/support/zip.ts';
import { workbookFaults } from '../../../test/support/workbook-faults.ts';
import { writeXlsx, type XlsxSheet } from './xlsx-writer.ts';

const columns: XlsxSheet['columns'] = [
  { heading: 'Mã', type: 'text', style: 'textInput', headingStyle: 'requiredHeading', note: 'Bắt buộc' },
  { heading: 'Số', type: 'number', style: 'integerInput' },
];
const rows: XlsxSheet['rows'] = [
  [
    ['007', 1],
    [
      { value: null, style: 'error', note: 'thiếu <giá trị>' },
      { value: '2', style: 'warning', note: 'dòng 1\ndòng 2' },
    ],
    [{ value: 'x', style: 'error', noteLeftOut: true }, null],
  ],
];
const sheets: readonly XlsxSheet[] = [
  {
    name: 'Dữ liệu',
    columns,
    rows,
    protected: true,
    autoFilter: true,
    codesAreTexts: true,
    notes: { most: 10, cut: 'không ghi chú hết' },
    validations: [
      {
        range: 'A2:A10',
        rule: { kind: 'list', source: "'Danh mục'!$A$2:$A$3" },
        severity: 'stop',
        prompt: { title: `"<Mã>" ${'rất '.repeat(20)}dài`, text: 'a\nb'.repeat(200) },
      },
      { range: 'B2:B10', rule: { kind: 'whole', minimum: 0, maximum: 1e21 }, severity: 'warning' },
      { range: 'B11:B12', rule: { kind: 'custom', formula: 'AND(B11<3,B11>1)' }, severity: 'stop' },
    ],
  },
  { name: 'Danh mục', columns: [{ heading: 'Mã', type: 'text' }], rows: [[['1'], ['2']]], help: true },
];

test('a workbook with notes, marks, lists and protection is one that programs open', async () => {
  expect(await workbookFaults(await write(sheets))).toEqual([]);
});

test('notes stand at their cells, and what was left out is said at the first heading', async () => {
  const sheet = read(await write(sheets)).Sheets['Dữ liệu'] ?? {};
  const noteAt = (cell: string) => (sheet[cell] as { c?: { t: string }[] } | undefined)?.c?.[0]?.t;
  expect(['A1', 'A3', 'B3', 'A4'].map(noteAt)).toEqual([
    'Bắt buộc\n\nkhông ghi chú hết',
    'thiếu <giá trị>',
    'dòng 1\ndòng 2',
    undefined,
  ]);
});

test('the notes of a sheet are bounded, its marks are not', async () => {
  const many: XlsxSheet = {
    name: 'A',
    columns: [{ heading: 'a', type: 'text' }],
    rows: [
      Array.from({ length: 3000 }, (_, index) => [{ value: `${index}`, style: 'error' as const, note: `n${index}` }]),
    ],
    notes: { most: 1200, cut: 'cut' },
  };
  const bytes = await write([many, { ...many, name: 'B' }], 2000);
  expect(await workbookFaults(bytes)).toEqual([]);
  const parts = await unzip(bytes);
  const count = (part: string, what: RegExp) => parts.get(part)?.toString().match(what)?.length;
  expect([1, 2, 3, 4].map((n) => count(`xl/comments${n}.xml`, /<comment /g))).toEqual([1201, 1000, 1201, 1000]);
  expect([1, 2].map((n) => count(`xl/worksheets/sheet${n}.xml`, / s="6"/g))).toEqual([2000, 1000]);
});

test('the check of workbooks sees a fault', async () => {
  const parts = await unzip(await write(sheets));
  const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
  const swapped = sheet.replace(/(<sheetProtection[^>]*>)(<autoFilter[^>]*>)/, '$2$1');
  const broken = new Map<string, string | Buffer>(parts).set('xl/worksheets/sheet1.xml', swapped);
  broken.delete('xl/comments1.xml');
  expect((await workbookFaults(await zipOf(broken))).length).toBeGreaterThan(2);
});

async function write(given: readonly XlsxSheet[], rowsPerSheet?: number): Promise<Buffer> {
  const output = new PassThrough();
  const options = rowsPerSheet === undefined ? {} : { rowsPerSheet };
  return (await Promise.all([buffer(output), writeXlsx(output, given, options)]))[0];
}
