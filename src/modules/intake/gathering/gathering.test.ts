import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restingStates, type LoadView } from '#api/loads.ts';
import { createCatalog } from '#modules/catalog/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let made = 0;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
const contractOf = (id: string, facts: Readonly<Record<string, unknown>>, more: object = {}) =>
  makeContract({
    id,
    fields: [
      { name: 'xa', logicalType: 'string', ...key(1) },
      { name: 'ma', logicalType: 'string', ...key(2) },
      { name: 'so', logicalType: 'integer' },
    ],
    facts,
    ...more,
  });

async function makeDataset(facts: Readonly<Record<string, unknown>> = { 'daklake.partitionBy': ['xa'] }) {
  made += 1;
  const id = `gom-${made}`;
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: contractOf(id, facts),
  });
  if (!response.ok) throw new Error(await response.text());
  return id;
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await platform.call(`/api/v1/${path}`, { ...init, headers: { ...steward, ...init.headers } });
  // Answers of the API, in the shapes that this test asks for.
  return (await response.json()) as T;
}

async function send(dataset: string, xa: string, rows: number, mode = 'replace'): Promise<string> {
  const lines = Array.from({ length: rows }, (_, index) => `${xa},${index},${rows}`);
  const { id } = await ask<{ id: string }>(`datasets/${dataset}/loads?name=${xa}.csv&mode=${mode}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: ['xa,ma,so', ...lines].join('\n'),
  });
  return id;
}

const find = (id: string) => ask<LoadView>(`loads/${id}`);
async function reaches(id: string, states: readonly string[]): Promise<void> {
  const reached = async () => states.includes((await find(id)).state);
  await expect.poll(reached, { timeout: 15_000, interval: 10 }).toBe(true);
}
async function rest(id: string): Promise<LoadView> {
  await reaches(id, restingStates);
  return find(id);
}

/** While `work` runs, nobody makes another snapshot of the dataset the current one. */
function whileLocked<T>(dataset: string, work: (transaction: Database) => Promise<T>): Promise<T> {
  return platform.database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`state:${dataset}`}, 0))`.execute(transaction);
    return work(transaction);
  });
}

/** So many wait for the dataset's state. */
async function isAwaited(many: number): Promise<void> {
  const waiting = sql<{ many: number }>`
    select count(*) as many from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
  await expect
    .poll(async () => (await waiting.execute(platform.database)).rows[0]?.many, { timeout: 15_000, interval: 10 })
    .toBe(many);
}

/** As a killed server leaves it: the database ends what nobody waits for any more. */
async function endWaiting(): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`.execute(platform.database);
}

const cancel = (id: string) => ask<LoadView>(`loads/${id}/cancel`, { method: 'POST' });
const snapshotsOf = async (dataset: string) =>
  (
    await ask<{ items: readonly { id: string; rows: number; loads: readonly string[] }[] }>(
      `datasets/${dataset}/snapshots`,
    )
  ).items;

test('deliveries that wait become one snapshot, every one of them lands, and readers see whole states [http.gathered]', async () => {
  const dataset = await makeDataset();
  const communes = Array.from({ length: 8 }, (_, index) => `24${100 + index}`);
  const ids = await whileLocked(dataset, async () => {
    const sent: string[] = [];
    for (const xa of communes) sent.push(await send(dataset, xa, 3));
    return sent;
  });
  const seen = new Set<number>();
  while (!restingStates.includes((await find(ids.at(-1) ?? '')).state)) {
    const rows = await ask<readonly { xa: string }[]>(`datasets/${dataset}/records?select=xa&limit=1000`);
    const counts = Map.groupBy(rows, ({ xa }) => xa);
    expect([...counts.values()].every((ofCommune) => ofCommune.length === 3)).toBe(true);
    seen.add(counts.size);
  }
  const loads = await Promise.all(ids.map(rest));
  expect(loads.map(({ state }) => state)).toEqual(ids.map(() => 'published'));
  // Each against the state that those before it left.
  expect(loads.map(({ difference }) => difference)).toEqual(
    ids.map((_, index) => ({ rows: 3 * (index + 1), added: 3, changed: 0, removed: 0 })),
  );
  const snapshots = await snapshotsOf(dataset);
  expect(snapshots.length).toBeLessThan(6);
  expect(snapshots.flatMap((snapshot) => snapshot.loads).toSorted()).toEqual(ids.toSorted());
  expect([...seen].every((size) => size === 0 || snapshots.some(({ rows }) => rows === 3 * size))).toBe(true);
});

test('a load that somebody ends is gone within a second, whether it waits or is being published, and the others land', async () => {
  const dataset = await makeDataset();
  const first = await send(dataset, '1', 2);
  await rest(first);
  const [waiting, gathered, others] = await whileLocked(dataset, async () => {
    const blocker = await send(dataset, '2', 2);
    await isAwaited(1);
    const sent = [];
    for (const xa of ['3', '4', '5', '6']) sent.push(await send(dataset, xa, 2));
    const [one = '', other = '', ...rests] = sent;
    const since = performance.now();
    expect(await cancel(one)).toMatchObject({ state: 'cancelled' });
    expect(performance.now() - since).toBeLessThan(1000);
    return [one, other, [blocker, ...rests]] as const;
  });
  await Promise.all([gathered, ...others].map(rest));
  expect(await rest(waiting)).toMatchObject({ state: 'cancelled', snapshot: null });

  const locked = await whileLocked(dataset, async () => {
    const blocker = await send(dataset, '2', 3);
    const sent = [await send(dataset, '7', 2), await send(dataset, '8', 2), await send(dataset, '9', 2)] as const;
    await isAwaited(1);
    // Comes after the first of them, and before the three that are put together.
    const next = whileLocked(dataset, async () => {
      await isAwaited(1);
      const since = performance.now();
      expect(await cancel(sent[1])).toMatchObject({ state: 'cancelled' });
      expect(performance.now() - since).toBeLessThan(1000);
    });
    await isAwaited(2);
    return { next, ended: sent[1], left: [blocker, sent[0], sent[2]] };
  });
  await locked.next;
  expect((await Promise.all(locked.left.map(rest))).map(({ state }) => state)).toEqual(
    locked.left.map(() => 'published'),
  );
  expect(await rest(locked.ended)).toMatchObject({ state: 'cancelled', snapshot: null });
  const rows = await ask<readonly { xa: string }[]>(`datasets/${dataset}/records?select=xa&limit=1000`);
  expect([...new Set(rows.map(({ xa }) => xa))]).toEqual(['1', '2', '4', '5', '6', '7', '9']);
});

test('what is gathered and fails as a whole is published one by one', async () => {
  const dataset = await makeDataset();
  await rest(await send(dataset, '0', 1));
  // Only a snapshot of several loads is refused.
  await sql
    .raw(
      `create or replace function fail_gathered() returns trigger language plpgsql as $$ begin
        if (select count(*) from intake.loads where dataset = new.dataset and snapshot = new.snapshot) > 1
        then raise exception 'not together'; end if; return null; end $$;
      create trigger gathered after update on intake.loads
        for each row when (new.dataset = '${dataset}') execute function fail_gathered()`,
    )
    .execute(platform.database);
  try {
    const ids = await whileLocked(dataset, async () => {
      const sent: string[] = [];
      for (const xa of ['1', '2', '3']) sent.push(await send(dataset, xa, 2));
      return sent;
    });
    expect((await Promise.all(ids.map(rest))).map(({ state }) => state)).toEqual([
      'published',
      'published',
      'published',
    ]);
    expect((await snapshotsOf(dataset)).map(({ loads }) => loads.length)).toEqual([1, 1, 1, 1]);
  } finally {
    await sql`drop trigger gathered on intake.loads`.execute(platform.database);
  }
});

test('a load is judged by the contract that stands when it is published, whichever stood when it came [http.load-contract]', async () => {
  const dataset = await makeDataset();
  const catalog = createCatalog({ database: platform.database, clock: systemClock, agencyName: (code) => code });
  const stricter = contractOf(dataset, { 'daklake.partitionBy': ['xa'], 'daklake.holdBelow': 0 }, { version: '1.1.0' });
  const text = stricter.replace('"name":"so"', '"name":"so","logicalTypeOptions":{"maximum":2}');
  const [first, second] = await whileLocked(dataset, async () => {
    const sent = [await send(dataset, '1', 3), await send(dataset, '2', 2)] as const;
    await reaches(sent[0], ['publishing']);
    await catalog.putContract(catalog.readContract(dataset, text).contract, text, 'test');
    return sent;
  });
  expect(await rest(first)).toMatchObject({ state: 'published', result: { accepted: 0, rejected: 3 } });
  expect(await rest(second)).toMatchObject({ state: 'published', result: { accepted: 2, rejected: 0 } });
});

test('a held load that is let through under another contract is judged anew, and may be held again', async () => {
  const dataset = await makeDataset();
  await rest(await send(dataset, '1', 10));
  const [few, fewer] = [await send(dataset, '1', 4), await send(dataset, '1', 3)];
  expect([(await rest(few)).state, (await rest(fewer)).state]).toEqual(['held', 'held']);
  const put = (holdBelow: number, version: string) =>
    ask(`datasets/${dataset}/contract`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: contractOf(dataset, { 'daklake.partitionBy': ['xa'], 'daklake.holdBelow': holdBelow }, { version }),
    });
  const decide = (id: string) =>
    ask(`loads/${id}/decision`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ publish: true, note: 'đã xem' }),
    });
  await put(0.35, '1.1.0');
  await decide(fewer);
  await expect.poll(async () => (await find(fewer)).hold?.below, { timeout: 15_000 }).toBe(0.35);
  expect(await rest(fewer)).toMatchObject({ state: 'held', decidedBy: null, note: 'đã xem' });
  await decide(few);
  expect(await rest(few)).toMatchObject({ state: 'published', hold: null, difference: { rows: 4 } });
});

test('a later one of gathered loads stands in the way of mends of an earlier one, as if it had been published after it', async () => {
  const dataset = await makeDataset({ 'daklake.holdBelow': 0 });
  const [faulty, later] = await whileLocked(dataset, async () => {
    await send(dataset, '0', 1, 'upsert');
    const { id } = await ask<{ id: string }>(`datasets/${dataset}/loads?name=a.csv&mode=upsert`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'xa,ma,so\n1,1,x\n1,2,2\n',
    });
    return [id, await send(dataset, '9', 1, 'upsert')] as const;
  });
  const [mended, beside] = [await rest(faulty), await rest(later)];
  expect(mended.snapshot).toBe(beside.snapshot);
  const mend = await platform.call(`/api/v1/loads/${faulty}/corrections`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ rows: [{ table: null, row: 2, values: { so: '1' } }] }),
  });
  expect(await mend.json()).toMatchObject({ code: 'dataset-moved-on' });
});

test('what the end of the server cuts off while it is put together is gathered again, and nothing of it is lost', async () => {
  const dataset = await makeDataset();
  await rest(await send(dataset, '0', 1));
  const { ids, next } = await whileLocked(dataset, async () => {
    const sent = [await send(dataset, '1', 2)];
    for (const xa of ['2', '3', '4']) sent.push(await send(dataset, xa, 2));
    await isAwaited(1);
    // Comes after the first of them, and before the three that are put together.
    const locked = whileLocked(dataset, async () => {
      await isAwaited(1);
      const restarted = platform.restart();
      await sleep(50);
      // Their transaction is lost, and their folder waits for the same lock to be removed.
      await endWaiting();
      await isAwaited(1);
      return { restarted };
    });
    await isAwaited(2);
    return { ids: sent, next: locked };
  });
  const states = async () => (await Promise.all(ids.map(find))).map(({ state }) => state);
  await (
    await next
  ).restarted;
  await Promise.all(ids.map(rest));
  expect(await states()).toEqual(ids.map(() => 'published'));
  const snapshots = await snapshotsOf(dataset);
  expect(snapshots.map(({ loads }) => loads.length)).toEqual([3, 1, 1]);
  expect(snapshots[0]?.rows).toBe(9);
});
