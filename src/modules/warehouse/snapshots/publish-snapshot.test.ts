import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckdb, type Duckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { sweepFiles } from '../retention/sweep-files.ts';
import { discardOnFailure } from './discard-on-failure.ts';
import { currentSnapshot, currentSummaries, getSnapshot, listSnapshots, storedRowsOf } from './find-snapshots.ts';
import { warehouseMigrations } from './migrations.ts';
import { lockState } from './lock-state.ts';
import { placeSnapshot } from './place-snapshot.ts';
import { prepareSnapshot } from './prepare-snapshot.ts';
import { publishSnapshot } from './publish-snapshot.ts';
import { newSnapshotId } from './snapshot-id.ts';
import { verifySnapshots } from './verify-snapshots.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckDBConnection;
let test1: TestDatabase;
const snapshotsFolder = () => join(folder, 'snapshots');

beforeAll(async () => {
  test1 = await createTestDatabase({ migrations: warehouseMigrations });
  folder = await mkdtemp(join(tmpdir(), 'daklake-publish-'));
  await mkdir(snapshotsFolder());
  duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '256MB',
    temporaryDirectory: folder,
    allowedDirectories: [folder],
  });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.close();
  await test1.close();
  await rm(folder, { recursive: true });
});

const schema: DatasetSchema = {
  columns: [{ name: 'ma', type: 'VARCHAR', label: { vi: 'Mã', en: 'Code' } }],
  key: ['ma'],
  partitionBy: [],
};

test('ids sort by time and are legal folder names', () => {
  const id = newSnapshotId(new Date('2026-11-22T09:08:07.654Z'));
  expect(id).toMatch(/^20261122T090807-[0-9a-f]{8}$/);
});

test('flips the pointer with the snapshot, its files and its loads, and lists the newest first', async () => {
  expect(await currentSnapshot(test1.database, 'a')).toBeUndefined();
  const first = await publish('a', ['x', 'y'], null);
  const second = await publish('a', ['y', 'z', 'w'], first);
  const current = await currentSnapshot(test1.database, 'a');
  expect(current).toMatchObject({
    id: second,
    rows: 3,
    added: 2,
    removed: 1,
    previous: first,
    current: true,
    loads: ['load-1', 'load-2'],
  });
  expect(current?.schema).toMatchObject({ columns: [{ name: 'ma', fieldId: 1 }], key: ['ma'] });
  const { items, total } = await listSnapshots(test1.database, 'a', { limit: 10, offset: 0 });
  expect(items.map((item) => [item.id, item.current])).toEqual([
    [second, true],
    [first, false],
  ]);
  expect(total).toBe(2);
  expect((await currentSummaries(test1.database, ['a', 'none'])).get('a')?.id).toBe(second);
  const earlier = storedRowsOf(await getSnapshot(test1.database, 'a', first), snapshotsFolder());
  expect(
    (await connection.runAndReadAll(`from read_parquet(${quoteText(earlier.files[0] ?? '')})`)).getRowsJson(),
  ).toEqual([['x'], ['y']]);
  await expect(getSnapshot(test1.database, 'b', first)).rejects.toMatchObject({ code: 'snapshot-unknown' });
});

test.for([null, 'other'])(
  'publishes nothing where the current snapshot is not the one it was prepared from (%s)',
  async (expected) => {
    const dataset = `raced-${expected ?? 'none'}`;
    const first = await publish(dataset, ['x'], null);
    const other = expected === null ? null : await publish(dataset, ['y'], first);
    const late = publish(dataset, ['z'], expected === null ? null : first);
    await expect(late).rejects.toMatchObject({ code: 'snapshot-superseded' });
    expect((await currentSnapshot(test1.database, dataset))?.id).toBe(other ?? first);
    expect((await listSnapshots(test1.database, dataset, { limit: 10, offset: 0 })).total).toBe(other === null ? 1 : 2);
  },
);

describe('verify', () => {
  async function sweep(before: Date): Promise<void> {
    for await (const _ of sweepFiles({ database: test1.database, snapshotsFolder: snapshotsFolder(), before }));
  }
  const verify = () =>
    verifySnapshots({
      database: test1.database,
      snapshotsFolder: snapshotsFolder(),
      orphansBefore: new Date(Date.now() - 60_000),
    });

  test('finds nothing wrong with what was published, nor with a folder of a load at work', async () => {
    await sweep(new Date(Date.now() + 1000));
    await publish('whole', ['x'], null);
    await mkdir(join(snapshotsFolder(), 'whole', 'young'));
    const verdict = await verify();
    expect(verdict.problems).toEqual([]);
    expect(verdict.checked).toBeGreaterThan(0);
  });

  const damages: readonly [string, (path: string, dataset: string) => Promise<unknown>][] = [
    ['missing', (path) => rm(path)],
    ['size', (path) => writeFile(path, 'short')],
    ['edited', async (path) => writeFile(path, Buffer.alloc((await listed(path)).bytes))],
    [
      'rows',
      (_, dataset) => sql`update warehouse.snapshots set rows = 7 where dataset = ${dataset}`.execute(test1.database),
    ],
    [
      'pointer',
      (_, dataset) =>
        sql`update warehouse.pointers set snapshot = 'gone' where dataset = ${dataset}`.execute(test1.database),
    ],
  ];
  test.for(damages)('tells: %s', async ([kind, damage]) => {
    const dataset = `damaged-${kind}`;
    const id = await publish(dataset, ['x'], null);
    const path = join(snapshotsFolder(), dataset, id, 'part-0001.parquet');
    await chmod(path, 0o644);
    await damage(path, dataset);
    const verdict = await verify();
    expect(verdict.ok).toBe(false);
    expect(verdict.problems.filter((problem) => problem.dataset === dataset)).toEqual([
      expect.objectContaining({ kind, snapshot: kind === 'pointer' ? 'gone' : id }),
    ]);
  });

  test('tells damage to a file of each snapshot that names it, and the collector leaves its folder', async () => {
    const first = await publish('shared', ['a', 'b', 'c', 'd'], null);
    const second = await publish('shared', ['e'], first, 'upsert');
    const third = await publish('shared', ['e'], second, 'upsert');
    const { files } = await getSnapshot(test1.database, 'shared', third);
    expect(files.map(({ path }) => path.split('/')[1])).toEqual([first, second, second]);
    await sweep(new Date(Date.now() + 1000));
    expect((await readdir(join(snapshotsFolder(), 'shared'))).toSorted()).toEqual([first, second].toSorted());
    await rm(join(snapshotsFolder(), files[0]?.path ?? ''));
    const { problems } = await verify();
    expect(problems.filter(({ dataset }) => dataset === 'shared').map(({ snapshot }) => snapshot)).toEqual(
      [first, second, third].toSorted(),
    );
  });

  test('tells of a folder without a name, which the collector removes, and nothing else', async () => {
    const id = await publish('kept', ['x'], null);
    const orphan = join(snapshotsFolder(), 'kept', 'orphan');
    await mkdir(orphan);
    for (const path of [orphan, join(snapshotsFolder(), 'kept', id)]) await utimes(path, new Date(0), new Date(0));
    expect((await verify()).problems.filter((problem) => problem.dataset === 'kept')).toMatchObject([
      { kind: 'orphan', snapshot: 'orphan' },
    ]);
    await sweep(new Date(1000));
    expect(await readdir(join(snapshotsFolder(), 'kept'))).toEqual([id]);
  });
});

test('whoever locks a state reads it as it stays until he ends: the next snapshot is published after that', async () => {
  const first = await publish('locked', ['x'], null);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: locked, resolve: hold } = Promise.withResolvers<void>();
  const reader = test1.database.transaction().execute(async (transaction) => {
    await lockState(transaction, 'locked');
    hold();
    await ended;
    return (await currentSnapshot(transaction, 'locked'))?.id;
  });
  await locked;
  const next = publish('locked', ['y'], first);
  await publish('another', ['x'], null);
  await expect.poll(waitingForLocks).toBe(1);
  end();
  expect(await reader).toBe(first);
  const published = await next;
  expect((await currentSnapshot(test1.database, 'locked'))?.id).toBe(published);
});

test('the folder of a failed attempt goes, unless its snapshot came to be published all the same', async () => {
  const named = await publish('failed', ['x'], null);
  const left: unknown[] = [];
  const failing = async (snapshot: string) => {
    const options = { database: test1.database, snapshotsFolder: snapshotsFolder(), dataset: 'failed', snapshot };
    const fault = new Error('the answer was lost');
    const failed = discardOnFailure({ ...options, onLeft: (error) => left.push(error) }, () => Promise.reject(fault));
    await expect(failed).rejects.toBe(fault);
  };
  for (const name of ['attempt', 'attempt.preparing', 'other']) await mkdir(join(snapshotsFolder(), 'failed', name));
  await failing('attempt');
  await failing(named);
  expect((await readdir(join(snapshotsFolder(), 'failed'))).toSorted()).toEqual([named, 'other']);
  expect(left).toEqual([]);
});

test('the folder of an attempt whose end is not known yet is not touched before it is', async () => {
  const first = await publish('unknown', ['x'], null);
  const lost = join(snapshotsFolder(), 'unknown', 'lost');
  await mkdir(lost);
  let discarding: Promise<unknown> | undefined;
  await test1.database.transaction().execute(async (transaction) => {
    const prepared = { rows: 1, added: 1, changed: 0, removed: 0, schema: { ...schema, columns: [] } };
    const file = { path: 'part-0001.parquet', bytes: 1, sha256: '', rows: 1, minKey: null, maxKey: null };
    await publishSnapshot(transaction, {
      dataset: 'unknown',
      id: 'lost',
      prepared: { ...prepared, files: [file] },
      contractVersion: '1.0.0',
      createdAt: new Date(),
      loads: [],
      expectedCurrent: first,
    });
    discarding = discardOnFailure(
      {
        database: test1.database,
        snapshotsFolder: snapshotsFolder(),
        dataset: 'unknown',
        snapshot: 'lost',
        onLeft: () => undefined,
      },
      () => Promise.reject(new Error('the answer was lost')),
    ).catch(() => undefined);
    await expect.poll(waitingForLocks).toBe(1);
  });
  await discarding;
  expect((await readdir(join(snapshotsFolder(), 'unknown'))).toSorted()).toEqual([first, 'lost']);
});

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from pg_locks
    where not granted and locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`.execute(test1.database);
  return Number(rows[0]?.count);
}

async function listed(path: string): Promise<{ bytes: number }> {
  const relative = path.slice(snapshotsFolder().length + 1);
  const { rows } = await sql<{
    bytes: number;
  }>`select bytes from warehouse.snapshot_files where path = ${relative}`.execute(test1.database);
  return rows[0] ?? expect.fail('no such file');
}

async function publish(
  dataset: string,
  codes: readonly string[],
  expectedCurrent: string | null,
  mode: 'replace' | 'upsert' = 'replace',
): Promise<string> {
  const id = newSnapshotId(new Date());
  const current = await currentSnapshot(test1.database, dataset);
  const accepted = join(folder, `${id}.parquet`);
  const values = codes.map((code) => `(${quoteText(code)})`).join(', ');
  await connection.run(`copy (from (values ${values}) as t(ma)) to ${quoteText(accepted)} (format parquet)`);
  const prepared = await prepareSnapshot({
    connection,
    accepted: [accepted],
    current: current === undefined ? null : storedRowsOf(current, snapshotsFolder()),
    schema,
    mode,
    rowsPerPart: 2,
    outputFolder: join(folder, 'staging', id),
  });
  if (prepared.files.some(({ path }) => !path.includes('/'))) {
    await placeSnapshot(snapshotsFolder(), dataset, id, join(folder, 'staging', id));
  }
  await test1.database.transaction().execute((transaction) =>
    publishSnapshot(transaction, {
      dataset,
      id,
      prepared,
      contractVersion: '1.0.0',
      createdAt: new Date(),
      loads: ['load-2', 'load-1'],
      expectedCurrent,
    }),
  );
  return id;
}
