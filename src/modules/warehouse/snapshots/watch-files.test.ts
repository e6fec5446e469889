import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { warehouseMigrations } from './migrations.ts';
import type { WarehouseTables } from './tables.ts';
import { watchFiles } from './watch-files.ts';

let folder: string;
let store: TestDatabase;

beforeAll(async () => {
  store = await createTestDatabase({ migrations: warehouseMigrations });
  folder = await mkdtemp(join(tmpdir(), 'daklake-watch-'));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const contents = new Map<string, string>();

/** Two datasets of three files each; what Parquet holds does not matter here. */
beforeEach(async () => {
  const tables = store.database.withTables<WarehouseTables>();
  await tables.deleteFrom('warehouse.pointers').execute();
  await tables.deleteFrom('warehouse.snapshot_files').execute();
  await tables.deleteFrom('warehouse.snapshots').execute();
  for (const dataset of ['a', 'b']) {
    const snapshot = { dataset, id: 's1', created_at: new Date(0), rows: 3, added: 3, changed: 0, removed: 0 };
    const rest = { schema: '{}', contract_version: '1', previous: null, note: null, restores: null, state_at: null };
    await tables
      .insertInto('warehouse.snapshots')
      .values({ ...snapshot, ...rest })
      .execute();
    await tables.insertInto('warehouse.pointers').values({ dataset, snapshot: 's1' }).execute();
    for (const position of [0, 1, 2]) {
      const path = `${dataset}/s1/${position}.parquet`;
      const text = `rows of ${path}`;
      contents.set(path, text);
      await write(path, text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      const file = { dataset, snapshot: 's1', position, path, bytes: text.length, sha256, rows: 1 };
      await tables
        .insertInto('warehouse.snapshot_files')
        .values({ ...file, min_key: null, max_key: null })
        .execute();
    }
  }
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

const watch = (options: { readonly atOnce?: number; readonly mostRead?: number } = {}) =>
  watchFiles({ database: store.database, snapshotsFolder: folder, ...options });

test('finds nothing wrong with files that are as they were published', async () => {
  expect(await watch()()).toEqual({ condition: 'good', code: 'files-whole', facts: {} });
});

test('finds a file that is gone, and that it is back', async () => {
  const look = watch();
  await rm(join(folder, 'b/s1/1.parquet'));
  const facts = { files: 1, file: 'b/s1/1.parquet', dataset: 'b' };
  expect(await look()).toEqual({ condition: 'bad', code: 'files-damaged', facts });
  await write('b/s1/1.parquet', contents.get('b/s1/1.parquet') ?? '');
  expect((await look()).code).toBe('files-whole');
});

test('finds a changed byte, and does not forget it on its way round', async () => {
  const look = watch({ atOnce: 2, mostRead: 1 });
  await write('a/s1/2.parquet', 'Rows of a/s1/2.parquet');
  const found: string[] = [];
  for (let looks = 0; looks < 9; looks++) found.push((await look()).code);
  expect(found.slice(0, 2)).toEqual(['files-whole', 'files-whole']);
  expect(new Set(found.slice(2))).toEqual(new Set(['files-damaged']));
});

test('lets go of a file that the current snapshot no longer has', async () => {
  const look = watch();
  await rm(join(folder, 'a/s1/0.parquet'));
  expect((await look()).condition).toBe('bad');
  await store.database
    .withTables<WarehouseTables>()
    .deleteFrom('warehouse.pointers')
    .where('dataset', '=', 'a')
    .execute();
  expect((await look()).condition).toBe('good');
});
