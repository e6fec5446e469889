import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collect, type Removal } from '#modules/intake/index.ts';
import { getSnapshot, currentSnapshot, publishSnapshot, type PreparedSnapshot } from '#modules/warehouse/index.ts';
import type { LoadState } from '#api/loads.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { lawRuns } from '../support/law-runs.ts';

let testDatabase: TestDatabase;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.close());

const day = 24 * 3_600_000;
const dataset = 'thu';
const retention = {
  landing: { days: 30, keep: 1 },
  snapshots: { days: 5, keep: 2 },
  rejects: { days: 30, keep: 0 },
};
const resting: readonly LoadState[] = ['published', 'cancelled', 'failed'];
const states: readonly LoadState[] = ['received', 'checking', 'publishing', 'held', ...resting];

/** What may happen; `pick` chooses among what there is. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('publish' as const), written: fc.nat(2), shared: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restore' as const), pick: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('finish' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('abandon' as const, 'stray' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('load' as const),
      state: fc.constantFrom(...states),
      of: fc.constantFrom('itself' as const, 'root' as const, 'repeats' as const),
      pick: fc.nat(20),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('rest' as const), pick: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('collect' as const), steps: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill' as const) }) },
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

test('whatever happens, what a row names is there, and in the end nothing else is', async () => {
  let worlds = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 10, maxLength: 40 }), async (events) => {
      const world = await openWorld();
      try {
        for (const each of events) {
          await world.happen(each);
          await world.holdsWhatIsNamed();
        }
        await world.holdsNothingElse();
        worlds += 1;
      } finally {
        await world.close();
      }
    }),
    { numRuns: lawRuns(3) },
  );
  expect(worlds).toBeGreaterThan(0);
}, 600_000);

async function openWorld() {
  const { database } = testDatabase;
  const dataFolder = await mkdtemp(join(tmpdir(), 'daklake-collect-'));
  await sql`truncate warehouse.pointers, warehouse.snapshot_files, warehouse.snapshot_loads, warehouse.snapshots,
    intake.loads restart identity cascade`.execute(database);
  let now = Date.now();
  let made = 0;
  let running: AsyncGenerator<Removal> | undefined;
  let restoring: { readonly id: string; readonly prepared: PreparedSnapshot; readonly current: string } | undefined;
  const id = () => `s${String((made += 1)).padStart(4, '0')}`;
  const collection = () =>
    collect({
      database,
      dataFolder,
      clock: () => new Date(now),
      listDatasets: async (after) => (after === '' ? [dataset] : []),
      findContract: async () => ({ retention }),
    });

  async function write(...place: readonly string[]): Promise<void> {
    const file = join(dataFolder, ...place);
    const folder = join(file, '..');
    await mkdir(folder, { recursive: true });
    await writeFile(file, 'x');
    for (const path of [file, folder]) await utimes(path, new Date(now), new Date(now));
  }

  const partOf = (path: string) => ({ path, bytes: 1, sha256: path, rows: 1, minKey: null, maxKey: null });
  const preparedOf = (files: PreparedSnapshot['files']): PreparedSnapshot => ({
    schema: { columns: [], key: [], partitionBy: [] },
    files,
    rows: files.length,
    added: 0,
    changed: 0,
    removed: 0,
  });

  async function publish(snapshot: string, prepared: PreparedSnapshot, expectedCurrent: string | null) {
    await database.transaction().execute((transaction) =>
      publishSnapshot(transaction, {
        dataset,
        id: snapshot,
        prepared,
        contractVersion: '1.0.0',
        createdAt: new Date(now),
        loads: [],
        expectedCurrent,
      }),
    );
  }

  const listLoads = async () =>
    (
      await sql<{
        id: string;
        state: LoadState;
        root: string | null;
        repeats: string | null;
        ended_at: Date | null;
        sequence: number;
        landing_removed_at: Date | null;
        rejects_removed_at: Date | null;
      }>`select id, state, root, repeats, ended_at, sequence, landing_removed_at, rejects_removed_at
        from intake.loads order by sequence`.execute(database)
    ).rows;
  const listSnapshots = async () =>
    (
      await sql<{ id: string; created_at: Date; removed_at: Date | null; paths: string[] }>`
        select s.id, s.created_at, s.removed_at,
          array(select f.path from warehouse.snapshot_files as f where f.snapshot = s.id) as paths
        from warehouse.snapshots as s order by s.ordinal`.execute(database)
    ).rows;

  async function happen(each: Event): Promise<void> {
    switch (each.kind) {
      case 'publish': {
        const current = await currentSnapshot(database, dataset);
        const snapshot = id();
        const shared = (current?.files ?? []).filter((_, place) => ((each.shared >> (place % 3)) & 1) === 1);
        const own = Array.from({ length: each.written + (shared.length === 0 ? 1 : 0) }, (_, n) => `part-${n}.parquet`);
        for (const name of own) await write('snapshots', dataset, snapshot, name);
        return publish(snapshot, preparedOf([...shared, ...own.map(partOf)]), current?.id ?? null);
      }
      case 'restore': {
        const there = (await listSnapshots()).filter(({ removed_at }) => removed_at === null);
        const earlier = there[each.pick % Math.max(1, there.length)];
        const current = await currentSnapshot(database, dataset);
        if (earlier === undefined || current === undefined) return;
        const { files } = await getSnapshot(database, dataset, earlier.id);
        restoring = { id: id(), prepared: preparedOf(files), current: current.id };
        return;
      }
      case 'finish': {
        if (restoring === undefined) return;
        await publish(restoring.id, restoring.prepared, restoring.current).catch((error: unknown) => {
          expect(['snapshot-superseded', 'snapshot-removed']).toContain((error as { code?: string }).code);
        });
        restoring = undefined;
        return;
      }
      case 'abandon':
        return write('snapshots', dataset, id(), 'part-0.parquet');
      case 'stray':
        return write('landing', crypto.randomUUID(), 'source');
      case 'load': {
        const load = crypto.randomUUID();
        const roots = (await listLoads()).filter(
          (one) =>
            one.root === null && one.repeats === null && one.state === 'published' && one.rejects_removed_at === null,
        );
        const other = each.of === 'itself' ? undefined : roots[each.pick % Math.max(1, roots.length)]?.id;
        const root = each.of === 'root' ? (other ?? null) : null;
        const current = await currentSnapshot(database, dataset);
        await write('landing', load, 'source');
        await write('rejects', load, 'findings.parquet');
        await sql`insert into intake.loads (id, dataset, state, mode, file_name, file_bytes, sha256, contract_version,
            contract_revision, sender, received_on, created_at, ended_at, corrects, root, correction, repeats, checked_against)
          values (${load}, ${dataset}, ${each.state}, 'replace', 'a.csv', 1, 'x', '1.0.0', 1, '{"id":"a","role":"steward"}',
            '2026-01-01', ${new Date(now)}, ${resting.includes(each.state) ? new Date(now) : null},
            ${root}, ${root}, ${root === null ? null : '{}'}, ${each.of === 'repeats' ? (other ?? null) : null},
            ${resting.includes(each.state) ? null : (current?.id ?? null)})`.execute(database);
        return;
      }
      case 'rest': {
        const open = (await listLoads()).filter(({ state }) => !resting.includes(state));
        const load = open[each.pick % Math.max(1, open.length)];
        if (load === undefined) return;
        await sql`update intake.loads set state = 'published', ended_at = ${new Date(now)} where id = ${load.id}`.execute(
          database,
        );
        return;
      }
      case 'pass':
        now += each.days * day;
        return;
      case 'collect':
        running ??= collection();
        for (let step = 0; step < each.steps; step += 1) {
          if ((await running.next()).done !== true) continue;
          running = undefined;
          return;
        }
        return;
      case 'kill':
        running = undefined;
        return;
    }
  }

  const familyOf = (load: Awaited<ReturnType<typeof listLoads>>[number]) => load.root ?? load.repeats ?? load.id;

  return {
    happen,

    async holdsWhatIsNamed() {
      const pointer = await currentSnapshot(database, dataset);
      const snapshots = await listSnapshots();
      if (snapshots.length > 0) expect(pointer).toBeDefined();
      for (const { id: snapshot, removed_at, paths } of snapshots) {
        if (removed_at === null) expect(paths, snapshot).not.toEqual([]);
        // Also of those that were removed, until their rows are struck: whoever reads them goes on reading.
        for (const path of paths) expect(existsSync(join(dataFolder, 'snapshots', path)), path).toBe(true);
      }
      const loads = await listLoads();
      const { rows: needed } = await sql<{ id: string }>`
        select l.checked_against as id from intake.loads as l
        join warehouse.snapshots as s on s.id = l.checked_against and s.removed_at is not null
        where l.state not in ('published', 'cancelled', 'failed') and s.removed_at > l.created_at`.execute(database);
      expect(needed).toEqual([]);
      for (const load of loads) {
        const at = (part: string) => existsSync(join(dataFolder, part, load.id));
        const isAtWork = !resting.includes(load.state);
        if (isAtWork) expect([load.landing_removed_at, load.rejects_removed_at]).toEqual([null, null]);
        if (load.landing_removed_at === null) expect(at('landing')).toBe(true);
        if (load.rejects_removed_at === null) expect(at('rejects')).toBe(true);
        const family = loads.filter((other) => familyOf(other) === familyOf(load));
        if (family.some((other) => !resting.includes(other.state))) expect(at('rejects')).toBe(true);
      }
    },

    async holdsNothingElse() {
      const finish = async () => {
        for await (const _ of collection());
      };
      running = undefined;
      await finish();
      const loads = await listLoads();
      const newest = loads.at(-1)?.sequence;
      const isOld = ({ ended_at, state }: (typeof loads)[number]) =>
        resting.includes(state) && ended_at !== null && ended_at.getTime() < now - 30 * day;
      for (const load of loads) {
        const family = loads.filter((other) => familyOf(other) === familyOf(load));
        if (isOld(load) && load.sequence !== newest) expect(load.landing_removed_at).not.toBeNull();
        if (family.every(isOld)) expect(load.rejects_removed_at).not.toBeNull();
        if (!isOld(load)) expect([load.landing_removed_at, load.rejects_removed_at]).toEqual([null, null]);
      }
      const checked = new Set(
        (
          await sql<{ id: string }>`select checked_against as id from intake.loads
            where state not in ('published', 'cancelled', 'failed')`.execute(database)
        ).rows.map((row) => row.id),
      );
      const snapshots = await listSnapshots();
      const there = snapshots.filter(({ removed_at }) => removed_at === null).map((snapshot) => snapshot.id);
      for (const [place, snapshot] of snapshots.entries()) {
        const replaced = snapshots[place + 1]?.created_at.getTime();
        const due = replaced !== undefined && replaced < now - 5 * day && !checked.has(snapshot.id);
        if (due && !there.slice(-2).includes(snapshot.id)) expect(snapshot.removed_at, snapshot.id).not.toBeNull();
      }
      expect(there.length).toBeGreaterThanOrEqual(Math.min(2, snapshots.length));
      // After the time of grace.
      now += 9 * day;
      await finish();
      now += 9 * day;
      await finish();
      const named = new Set(
        (await listSnapshots()).flatMap(({ paths, removed_at }) => (removed_at === null ? paths : [])),
      );
      expect(await listFiles(join(dataFolder, 'snapshots'))).toEqual([...named].toSorted());
      for (const part of ['landing', 'rejects'] as const) {
        const kept = (await listLoads()).filter((load) => load[`${part}_removed_at`] === null).map((load) => load.id);
        const later = (await listLoads()).filter(
          (load) => (load[`${part}_removed_at`]?.getTime() ?? 0) >= now - 7 * day,
        );
        const lying = await readdir(join(dataFolder, part)).catch((): string[] => []);
        const family = await neededFamilies();
        const named = new Set([...kept, ...later.map((load) => load.id), ...(part === 'rejects' ? family : family)]);
        expect(lying.filter((name) => !named.has(name))).toEqual([]);
        expect(kept.filter((load) => !lying.includes(load))).toEqual([]);
      }
    },

    close: () => rm(dataFolder, { recursive: true, force: true }),
  };

  /** Loads whose family is at work. */
  async function neededFamilies(): Promise<readonly string[]> {
    const loads = await listLoads();
    const busy = new Set(loads.filter(({ state }) => !resting.includes(state)).map(familyOf));
    return loads.filter((load) => busy.has(familyOf(load))).map((load) => load.id);
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
