import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { currentSnapshot, getSnapshot, listSnapshots } from '../snapshots/find-snapshots.ts';
import { warehouseMigrations } from '../snapshots/migrations.ts';
import { publishSnapshot } from '../snapshots/publish-snapshot.ts';
import type { SnapshotFile } from '../snapshots/snapshot.ts';
import { removeSnapshots, strikeFiles } from './remove-snapshots.ts';

let test1: TestDatabase;
beforeAll(async () => {
  test1 = await createTestDatabase({ migrations: warehouseMigrations });
});
afterAll(() => test1.close());

const day = 24 * 3_600_000;
const start = new Date('2026-01-01T00:00:00Z').getTime();
const on = (days: number) => new Date(start + days * day);
const part = (path: string): SnapshotFile => ({ path, bytes: 1, sha256: path, rows: 1, minKey: null, maxKey: null });

async function publish(dataset: string, id: string, days: number, files: readonly SnapshotFile[]) {
  const current = await currentSnapshot(test1.database, dataset);
  await test1.database.transaction().execute((transaction) =>
    publishSnapshot(transaction, {
      dataset,
      id,
      prepared: {
        schema: { columns: [], key: [], partitionBy: [] },
        files,
        rows: files.length,
        added: 0,
        changed: 0,
        removed: 0,
      },
      contractVersion: '1.0.0',
      createdAt: on(days),
      loads: [],
      expectedCurrent: current?.id ?? null,
    }),
  );
}

const remove = async (dataset: string, now: number, needed: readonly string[] = []) => {
  const removed = await removeSnapshots({
    database: test1.database,
    dataset,
    keep: 2,
    before: on(now - 30),
    listNeeded: async () => needed,
    now: on(now),
  });
  return removed.map(({ id }) => id).toSorted();
};

test('a snapshot is as old as what took its place, and one that somebody goes by stays', async () => {
  for (const [id, days] of [
    ['a', 0],
    ['b', 100],
    ['c', 101],
    ['d', 102],
  ] as const) {
    await publish('tuoi', id, days, [part('part-0001.parquet')]);
  }
  // `a` stood for a hundred days.
  expect(await remove('tuoi', 120)).toEqual([]);
  expect(await remove('tuoi', 131, ['a'])).toEqual([]);
  expect(await remove('tuoi', 131.5)).toEqual(['a', 'b']);
  expect(await remove('tuoi', 1000)).toEqual([]);
  expect((await listSnapshots(test1.database, 'tuoi', { limit: 9, offset: 0 })).items.map(({ id }) => id)).toEqual([
    'd',
    'c',
  ]);
  await expect(getSnapshot(test1.database, 'tuoi', 'a')).rejects.toMatchObject({ code: 'snapshot-removed' });
  await expect(getSnapshot(test1.database, 'tuoi', 'x')).rejects.toMatchObject({ code: 'snapshot-unknown' });
});

test('what was prepared of files that were given up meanwhile is not published', async () => {
  for (const [id, days] of [
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ] as const) {
    await publish('lui', id, days, [part('part-0001.parquet')]);
  }
  const { files } = await getSnapshot(test1.database, 'lui', 'a');
  expect(await remove('lui', 200)).toEqual(['a']);
  await expect(publish('lui', 'd', 201, files)).rejects.toMatchObject({ code: 'snapshot-removed' });
  expect(await strikeFiles(test1.database, 'lui', on(200))).toBe(0);
  expect(await strikeFiles(test1.database, 'lui', on(208))).toBe(1);
  await expect(publish('lui', 'd', 209, files)).rejects.toMatchObject({ code: 'snapshot-removed' });
  expect((await currentSnapshot(test1.database, 'lui'))?.id).toBe('c');
});

test('a file of a removed snapshot that a later one names stays on record', async () => {
  await publish('chung', 'a', 0, [part('part-0001.parquet'), part('part-0002.parquet')]);
  const [shared] = (await getSnapshot(test1.database, 'chung', 'a')).files;
  if (shared === undefined) throw new Error('The snapshot has files');
  await publish('chung', 'b', 1, [shared, part('part-0001.parquet')]);
  await publish('chung', 'c', 2, [shared]);
  expect(await remove('chung', 200)).toEqual(['a']);
  expect(await strikeFiles(test1.database, 'chung', on(208))).toBe(1);
  await publish('chung', 'd', 209, [shared]);
  expect((await currentSnapshot(test1.database, 'chung'))?.files.map(({ path }) => path)).toEqual([shared.path]);
});
