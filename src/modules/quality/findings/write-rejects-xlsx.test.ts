import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { workbookFaults } from '../../../../test/support/workbook-faults.ts';
import { checkStored, openTestBench, regularTable, testContract, testField, type TestBench } from '../test-check.ts';
import { presentFindings } from './present-findings.ts';
import { writeRejectsXlsx, type RejectsWorkbook } from './write-rejects-xlsx.ts';

let bench: TestBench;
let duckdb: Duckdb;
let connections: { readonly rows: DuckDBConnection; readonly findings: DuckDBConnection };
beforeAll(async () => {
  bench = await openTestBench();
  const scope = {
    threads: 1,
    memoryLimit: '256MB',
    temporaryDirectory: bench.folder,
    allowedDirectories: [bench.folder],
  };
  duckdb = await openDuckdb(scope);
  connections = { rows: await duckdb.connect(), findings: await duckdb.connect() };
});
afterAll(async () => {
  duckdb.close();
  await bench.close();
});

const contract = testContract({
  fields: [
    testField('ma', { labels: { vi: 'Mã', en: 'Code' }, required: true }),
    testField('so', { labels: { vi: 'Số', en: 'Number' }, type: 'integer' }),
    testField('co', { labels: { vi: 'Có', en: 'Yes' }, enumeration: { values: ['x'], severity: 'warn' } }),
    testField('ngay', { labels: { vi: 'Ngày', en: 'Day' }, type: 'date' }),
  ],
  primaryKey: ['ma'],
  rules: [
    {
      name: 'so_duong',
      expression: 'so > 0 || ma == "0"',
      fields: ['ma', 'so'],
      dimension: 'consistency',
      severity: 'error',
      message: { vi: 'Số phải dương', en: 'The number must be positive' },
    },
  ],
});

/** Checks rows of text and writes those that were left out; cells are as a csv has them. */
async function rejectsOf(lines: readonly string[], given: Partial<RejectsWorkbook> = {}) {
  const folder = await mkdtemp(join(bench.folder, 'rejects-'));
  const path = join(folder, 'sent.csv');
  await writeFile(path, `Mã,Số,Có,Ngày\n${lines.map((line) => `${line}\n`).join('')}`);
  const table = regularTable({ path, columns: ['Mã', 'Số', 'Có', 'Ngày'], rowCount: lines.length });
  const outcome = await checkStored(bench, { contract, tables: [table] });
  const file = join(folder, 'rejects.xlsx');
  await writeRejectsXlsx(
    {
      contract,
      relation: `read_parquet(${quoteText(outcome.rejects ?? '')})`,
      rejects: outcome.rejects ?? '',
      findings: outcome.findings,
      connections,
      present: async (kept) => presentFindings(contract, kept, { codeLists: () => undefined }),
      ...given,
    },
    file,
  );
  const bytes = await readFile(file);
  expect(await workbookFaults(bytes)).toEqual([]);
  return read(bytes, { cellStyles: true });
}

const cell = (sheet: WorkSheet | undefined, at: string) => sheet?.[at] as CellObject | undefined;
const note = (sheet: WorkSheet | undefined, at: string) => cell(sheet, at)?.c?.[0]?.t;

test('marks the cells that are wrong and says why, in the order of the file', async () => {
  const book = await rejectsOf([
    'A,x,x,2026-01-01',
    'B,1,y,',
    ',2,y,hôm nay',
    'C,-1,x,',
    'A,x,x,2026-01-01',
    '007,,x,31/02/2026',
  ]);
  const sheet = book.Sheets['Dòng cần sửa'];
  const row = (number: number) =>
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((column) => cell(sheet, `${column}${number}`)?.v);
  expect([1, 2, 3, 4, 5, 6].map(row)).toEqual([
    ['_table', '_row', '_kind', '_reasons', 'Mã', 'Số', 'Có', 'Ngày'],
    [undefined, 2, 'rejected', 'so.type', 'A', 'x', 'x', '2026-01-01'],
    [undefined, 4, 'rejected', 'ma.required; ngay.type', undefined, '2', 'y', 'hôm nay'],
    [undefined, 5, 'rejected', 'so_duong.cel', 'C', '-1', 'x', undefined],
    [undefined, 6, 'duplicate', 'ma.key', 'A', 'x', 'x', '2026-01-01'],
    [undefined, 7, 'rejected', 'ngay.type', '007', undefined, 'x', '31/02/2026'],
  ]);
  expect(note(sheet, 'F2')).toBe('LỖI\nDòng 2, cột «Số»: «x» không phải là số. Cần: số nguyên, ví dụ 1234.');
  expect(note(sheet, 'E3')).toContain('thiếu giá trị bắt buộc');
  expect(note(sheet, 'G3')).toMatch(/^CẢNH BÁO\n/);
  expect(note(sheet, 'E4')).toContain('Số phải dương');
  expect([note(sheet, 'F4'), note(sheet, 'E5'), note(sheet, 'G2')]).toEqual([undefined, undefined, undefined]);
  const fill = (at: string) => (cell(sheet, at)?.s as { fgColor?: { rgb?: string } } | undefined)?.fgColor?.rgb;
  expect(['A3', 'E3', 'F3', 'G3', 'H3', 'E4', 'F4', 'E5'].map(fill)).toEqual([
    'EDEDED',
    'FFC7CE',
    undefined,
    'FFEB9C',
    'FFC7CE',
    'FFC7CE',
    'FFC7CE',
    undefined,
  ]);
});

test('every row is there when there is not room for every note, and goes on in a further sheet', async () => {
  const lines = Array.from({ length: 25 }, (_, index) => `M${index},x,y,`);
  const book = await rejectsOf(lines, { mostNotes: 6, rowsPerSheet: 10 });
  expect(book.SheetNames).toEqual(['Dòng cần sửa', 'Dòng cần sửa (2)', 'Dòng cần sửa (3)']);
  const sheets = book.SheetNames.map((name) => book.Sheets[name]);
  const count = (sheet: WorkSheet | undefined, column: string) =>
    Array.from({ length: 12 }, (_, index) => `${column}${index + 2}`).filter((at) => cell(sheet, at) !== undefined)
      .length;
  expect(sheets.map((sheet) => count(sheet, 'B'))).toEqual([10, 10, 5]);
  expect(note(sheets[0], 'A1')).toContain('chỉ 6 ô đầu tiên có ghi chú');
  expect(note(sheets[0], 'F4')).toContain('không phải là số');
  expect(note(sheets[0], 'F5')).toBeUndefined();
});

test('what a cell cannot hold is refused, not cut', async () => {
  await expect(rejectsOf([`${'a'.repeat(32_768)},x,,`])).rejects.toMatchObject({ code: 'rejects-unfit-for-xlsx' });
  expect(cell((await rejectsOf([`${'a'.repeat(32_767)},x,,`])).Sheets['Dòng cần sửa'], 'E2')?.v).toHaveLength(32_767);
});
