import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readPackTable } from './pack-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'daklake-directory-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'table.csv');

test('reads the rows under the columns', () => {
  writeFileSync(file, 'code,name\n007,Xã A\n008,\n');
  expect(readPackTable(file, ['code', 'name'])).toEqual([
    { code: '007', name: 'Xã A' },
    { code: '008', name: '' },
  ]);
});

test('refuses another heading, and a row of another length with its line', () => {
  writeFileSync(file, 'code,name\n1,A\n2,B,C\n');
  expect(() => readPackTable(file, ['name', 'code'])).toThrow('the heading must be name,code');
  expect(() => readPackTable(file, ['code', 'name'])).toThrow(':3: 2 cells expected');
});
