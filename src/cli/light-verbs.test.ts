import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestFolder } from '../../test/support/run-cli.ts';

// A verb that needs no server is at work within 0.3 s of Node's own start. What takes that time is modules: about a third of
// a millisecond each. They can be counted alike on every machine; seconds cannot.

const root = join(import.meta.dirname, '..', '..');
const recorder = join(root, 'test', 'support', 'record-modules.child.ts');
let folder: Awaited<ReturnType<typeof createTestFolder>>;
let contract: string;
let empty: string;
let table: string;

beforeAll(async () => {
  folder = await createTestFolder();
  empty = await folder.place('empty.csv', '');
  table = await folder.place('table.csv', 'ma,so\nA,1\n');
  contract = await folder.place(
    'contract.yaml',
    `apiVersion: v3.1.0
kind: DataContract
id: thu
version: 1.0.0
status: active
name: Thử
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
schema:
  - name: thu
    properties:
      - { name: ma, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true }
`,
  );
});
afterAll(() => folder.remove());

/** The packages that a run of the program loads, and how many files of our own. */
function loadedBy(exitCode: number, ...given: readonly string[]) {
  const record = join(folder.path, 'modules.json');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', recorder, join(root, 'src', 'main.ts'), ...given],
    {
      env: { ...process.env, RECORD_MODULES_IN: record },
      encoding: 'utf8',
    },
  );
  expect(status, stderr).toBe(exitCode);
  // The file is our own.
  const modules = JSON.parse(readFileSync(record, 'utf8')) as readonly string[];
  const packages = modules.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  return {
    packages: [...new Set(packages)].toSorted(),
    own: modules.filter((url) => url.includes('/src/') && !url.includes('/node_modules/')).length,
  };
}

const readingContracts = ['@marcbachmann/cel-js', 'yaml', 'zod'];

test('«contract check» loads what reads contracts, not what checks data', () => {
  const { packages, own } = loadedBy(0, 'contract', 'check', contract);
  expect(packages).toEqual(readingContracts);
  expect(own).toBeLessThanOrEqual(102);
});

test('«template» loads what reads contracts and writes a workbook', () => {
  const { packages, own } = loadedBy(0, 'template', contract, '-o', join(folder.path, 'form.xlsx'));
  expect(packages).toEqual([...readingContracts, 'buffer-crc32', 'yazl'].toSorted());
  expect(own).toBeLessThanOrEqual(151);
});

test('«read» loads what reads files', () => {
  const { packages, own } = loadedBy(0, 'read', table);
  expect(packages).toEqual([]);
  expect(own).toBeLessThanOrEqual(110);
});

test('«check» and «infer» are at work on a file before they load the engine', () => {
  const check = loadedBy(3, 'check', empty, '--contract', contract);
  expect(check.packages).toEqual(readingContracts);
  expect(check.own).toBeLessThanOrEqual(140);

  const infer = loadedBy(3, 'infer', empty);
  expect(infer.packages).toEqual([]);
  expect(infer.own).toBeLessThanOrEqual(60);
});
