import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { collectUnpublished } from './collect-unpublished.ts';
import { discardOnFailure } from './discard-on-failure.ts';
import { warehouseMigrations } from './migrations.ts';
import { publishSnapshot } from './publish-snapshot.ts';
import { verifySnapshots } from './verify-snapshots.ts';

let store: TestDatabase;
let folder: string;

beforeAll(async () => {
  store = await createTestDatabase({ migrations: warehouseMigrations });
  folder = await mkdtemp(join(tmpdir(), 'daklake-discard-'));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const attempt = (dataset: string, snapshot: string) => ({
  database: store.database,
  snapshotsFolder: folder,
  dataset,
  snapshot,
  onLeft: (error: unknown) => expect.fail(String(error)),
});

const place = (dataset: string, snapshot: string) => join(folder, dataset, snapshot);

async function prepare(dataset: string, snapshot: string): Promise<void> {
  await mkdir(place(dataset, snapshot), { recursive: true });
  await writeFile(join(place(dataset, snapshot), 'part-0001.parquet'), '');
}

/** Its only file may be another snapshot's. */
const publish = (dataset: string, id: string, expectedCurrent: string | null, of = id) =>
  store.database.transaction().execute(async (transaction) => {
    await publishSnapshot(transaction, {
      id,
      dataset,
      prepared: {
        schema: { columns: [], key: [], partitionBy: [] },
        files: [{ path: 'part-0001.parquet', bytes: 0, sha256: '', rows: 0, minKey: null, maxKey: null }],
        rows: 0,
        added: 0,
        changed: 0,
        removed: 0,
      },
      contractVersion: '1.0.0',
      createdAt: new Date(),
      loads: [],
      expectedCurrent,
    });
    await sql`update warehouse.snapshot_files set path = ${`${dataset}/${of}/part-0001.parquet`}
      where dataset = ${dataset} and snapshot = ${id}`.execute(transaction);
  });

/** As a process leaves it that is killed in the midst of it: what it wrote, and neither an end nor a failure. */
function killDuring(dataset: string, snapshot: string, work: () => Promise<void>): Promise<void> {
  return new Promise((killed) => {
    void discardOnFailure(attempt(dataset, snapshot), async () => {
      await work();
      killed();
      return new Promise(() => undefined);
    });
  });
}

const notes = () => readdir(join(folder, '.unpublished'));
const left = () =>
  readdir(folder, { recursive: true }).then((names) => names.filter((name) => name.endsWith('.parquet')));

test('a start removes what was on its way, and leaves what was published all the same', async () => {
  await killDuring('a', 's1', () => prepare('a', 's1'));
  await killDuring('aa', 's2', async () => void (await mkdir(`${place('aa', 's2')}.preparing`, { recursive: true })));
  await killDuring('b', 's3', async () => {
    await prepare('b', 's3');
    await publish('b', 's3', null);
  });
  await prepare('b', 'of-a-database-put-back');
  const orphansBefore = new Date(0);
  const { problems } = await verifySnapshots({ database: store.database, snapshotsFolder: folder, orphansBefore });
  expect(problems.map(({ kind }) => kind)).not.toContain('orphan');
  expect(await collectUnpublished({ database: store.database, snapshotsFolder: folder })).toBe(3);
  expect(await readdir(join(folder, 'a'))).toEqual([]);
  expect(await readdir(join(folder, 'aa'))).toEqual([]);
  expect((await readdir(join(folder, 'b'))).toSorted()).toEqual(['of-a-database-put-back', 's3']);
  expect(await notes()).toEqual([]);
});

test('the next attempt for a dataset removes what an earlier one could not, and no other dataset’s', async () => {
  await killDuring('c', 's1', () => prepare('c', 's1'));
  await killDuring('d', 's1', () => prepare('d', 's1'));
  await discardOnFailure(attempt('c', 's2'), async () => {
    await prepare('c', 's2');
    await publish('c', 's2', null);
  });
  expect(await readdir(join(folder, 'c'))).toEqual(['s2']);
  expect(existsSync(place('d', 's1'))).toBe(true);
  expect(await notes()).toEqual(['d@s1']);
});

test('files of which a later snapshot consists stay, though the one that they were written for is gone', async () => {
  await killDuring('e', 's1', async () => {
    await prepare('e', 's1');
    await publish('e', 's1', null);
  });
  await publish('e', 's2', 's1', 's1');
  await sql`delete from warehouse.snapshot_files where dataset = 'e' and snapshot = 's1'`.execute(store.database);
  await sql`update warehouse.snapshots set previous = null where dataset = 'e'`.execute(store.database);
  await sql`delete from warehouse.snapshots where dataset = 'e' and id = 's1'`.execute(store.database);
  await collectUnpublished({ database: store.database, snapshotsFolder: folder });
  expect(await left()).toContain('e/s1/part-0001.parquet');
});
