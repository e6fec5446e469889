import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TextTable } from '#platform/tables/text-table.ts';
import { readTables } from '../read-tables.ts';
import { scanRows } from '../testing/scan-rows.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daklake-storages-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let number = 0;
async function store(text: string): Promise<TextTable> {
  const staging = mkdtempSync(join(folder, 'staging-'));
  const file = join(staging, `file-${++number}.csv`);
  writeFileSync(file, text);
  const { tables } = await readTables(file, { stagingFolder: staging });
  const [table] = tables;
  if (table === undefined) throw new Error('No table');
  return table;
}

const heading = ['Mã', 'Tên', 'Số lượng'] as const;
/** Cells that are neither blank at an end nor guarded, so that both storages hold them alike. */
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('24133', 'Ea Kao', 'Nguyễn Văn A', '1.234,5', "H'Bia", 'x"y', 'a;b', 'a,b', '0'),
  },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-zđêơ0-9",;|][a-zđêơ0-9",;|']{0,11}$/) },
  { weight: 1, arbitrary: fc.constantFrom(null, '') },
);
const rows = fc.array(fc.tuple(fc.stringMatching(/^[b-z]\d{1,4}$/), cell, cell), { minLength: 1, maxLength: 60 });

function written(value: string | null, delimiter: string): string {
  if (value === null) return '';
  return value === '' || value.includes('"') || value.includes(delimiter) || value.includes('\n')
    ? `"${value.replaceAll('"', '""')}"`
    : value;
}

function document(cells: readonly (readonly (string | null)[])[], delimiter: string, newline: string): string {
  return [heading, ...cells].map((row) => row.map((one) => written(one, delimiter)).join(delimiter) + newline).join('');
}

test('a regular file, scanned where it lies, and its canonical copy give the rows that were written', async () => {
  const cases = fc.sample(fc.tuple(rows, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n')), 60);
  const tables: TextTable[] = [];
  for (const [cells, delimiter, newline] of cases) {
    const text = document(cells, delimiter, newline);
    tables.push(await store(text));
    // A blank line at the end is enough to make it irregular.
    tables.push(await store(`${text}${newline}`));
  }
  const scanned = await scanRows(tables);
  let scannedInPlace = 0;
  for (const [index, [cells, delimiter]] of cases.entries()) {
    const [direct, copy] = [tables[2 * index], tables[2 * index + 1]];
    const note = JSON.stringify({ delimiter, cells });
    const placed = cells.map((row, ordinal) => [...row, String(ordinal + 2), null]);
    // A few rows of chance may add up, or look like a group: such a file is copied, and nothing of it is lost.
    const inPlace = direct?.storage.positioned === false;
    if (inPlace) scannedInPlace++;
    expect(copy?.storage.positioned, note).toBe(true);
    expect(scanned[2 * index], note).toEqual(inPlace ? cells : placed);
    expect(scanned[2 * index + 1], note).toEqual(placed);
    expect(direct?.rowCount).toBe(cells.length);
    expect(copy?.rowCount).toBe(cells.length);
  }
  expect(scannedInPlace).toBeGreaterThan(0.8 * cases.length);
});

test('texts with line ends, ragged rows and blanks come out with position and shape', async () => {
  const table = await store('a,b,c\n1,"x\ny",3\n 4 , 5\n6,7,8,9,,10\n7,8,9,,\n\n"",,9\n');
  expect(table.storage).toMatchObject({ positioned: true, multiline: true });
  expect(table.skipped).toEqual([{ row: 7, why: 'blank' }]);
  expect(await scanRows([table])).toEqual([
    [
      ['1', 'x\ny', '3', '2', null],
      ['4', '5', null, '4', '-1'],
      ['6', '7', '8', '5', '+9\t\t10'],
      ['7', '8', '9', '6', null],
      ['', null, '9', '8', null],
    ],
  ]);
});

test('rows of several MiB come out whole from both storages', async () => {
  const long = 'x'.repeat(3_000_000);
  const direct = await store(`a,b\n1,2\n3,${long}\n5,6\n`);
  const copy = await store(`a,b\n1,2\n3,${long}\n5,6\n\n`);
  expect([direct.storage.positioned, copy.storage.positioned]).toEqual([false, true]);
  for (const rowsOf of await scanRows([direct, copy]))
    expect(rowsOf.map((row) => row[1]?.length)).toEqual([1, 3_000_000, 1]);
});

test('quoted texts that look like rows are no rows, across the buffers of the scanner', async () => {
  const trap = `"${'9,8,7\n'.repeat(200)}"`;
  const table = await store(`a,b,c\n${`1,${trap},3\n`.repeat(30_000)}`);
  expect(table.rowCount).toBe(30_000);
  const [scanned] = await scanRows([table]);
  expect(scanned?.length).toBe(30_000);
  expect(new Set(scanned?.map((row) => row[0]))).toEqual(new Set(['1']));
});

test('our own guard against formulas is taken off, once', async () => {
  const table = await store("a,b\n'=1+1,''-x\n'-5,'đ\n");
  const [scanned] = await scanRows([table]);
  expect(scanned?.map((row) => row.slice(0, 2))).toEqual([
    ['=1+1', "'-x"],
    ['-5', "'đ"],
  ]);
});

test('a heading behind a byte order mark, where files were put one behind the other, is no row', async () => {
  const table = await store('\ufeffmã,tên\n1,x\n2,y\n\ufeffmã,tên\n3,z\n');
  expect(table.skipped).toEqual([{ row: 4, why: 'repeated-header' }]);
  expect(table.rowCount).toBe(3);
});

test('returns alone end the first records of a text whose other line ends are different', async () => {
  const table = await store('a,b\r1,2\r3,4\r5,6\n7,8\n9,10\r\n');
  expect(table.columns).toEqual(['a', 'b']);
  const [scanned] = await scanRows([table]);
  expect(scanned?.map((row) => row.slice(0, 2))).toEqual([
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
    ['7', '8'],
    ['9', '10'],
  ]);
});

test('a record of a code alone above one of words begins no second table', async () => {
  const records = ['l2;"";24133', 'j41;x;24133', 'v9081;"";', 't0;ơê;Ea Kao', 'u5539;1.234,5;7', 'o2;an;0', 'c0;"";đ'];
  const { rowCount } = await store(`${heading.join(';')}\n${records.join('\n')}\n`);
  expect(rowCount).toBe(records.length);
});
