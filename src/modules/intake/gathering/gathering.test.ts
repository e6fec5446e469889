import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restingStates } from '#api/loads.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import { busy, waitingLoads } from '../../../../test/support/waiting-loads.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let loads: ReturnType<typeof waitingLoads>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  loads = waitingLoads(platform, steward);
});
afterAll(() => platform.close());

test(
  'deliveries that wait become one snapshot, every one of them lands, and readers see whole states [http.gathered]',
  busy,
  async () => {
    const dataset = await loads.makeDataset();
    const communes = Array.from({ length: 8 }, (_, index) => `24${100 + index}`);
    const ids = await loads.whileLocked(dataset, async () => {
      const sent: string[] = [];
      for (const xa of communes) sent.push(await loads.send(dataset, xa, 3));
      return sent;
    });
    const seen = new Set<number>();
    while (!restingStates.includes((await loads.find(ids.at(-1) ?? '')).state)) {
      const rows = await loads.ask<readonly { xa: string }[]>(`datasets/${dataset}/records?select=xa&limit=1000`);
      const counts = Map.groupBy(rows, ({ xa }) => xa);
      expect([...counts.values()].every((ofCommune) => ofCommune.length === 3)).toBe(true);
      seen.add(counts.size);
    }
    const ended = await Promise.all(ids.map(loads.rest));
    expect(ended.map(({ state }) => state)).toEqual(ids.map(() => 'published'));
    // Each against the state that those before it left.
    expect(ended.map(({ difference }) => difference)).toEqual(
      ids.map((_, index) => ({ rows: 3 * (index + 1), added: 3, changed: 0, removed: 0 })),
    );
    const snapshots = await loads.snapshotsOf(dataset);
    expect(snapshots.length).toBeLessThan(6);
    expect(snapshots.flatMap((snapshot) => snapshot.loads).toSorted()).toEqual(ids.toSorted());
    expect([...seen].every((size) => size === 0 || snapshots.some(({ rows }) => rows === 3 * size))).toBe(true);
  },
);

test(
  'a load that somebody ends is gone at once, whether it waits or is being published, and the others land',
  busy,
  async () => {
    const dataset = await loads.makeDataset();
    const first = await loads.send(dataset, '1', 2);
    await loads.rest(first);
    const [waiting, gathered, others] = await loads.whileLocked(dataset, async () => {
      const blocker = await loads.send(dataset, '2', 2);
      await loads.isAwaited(1);
      const sent = [];
      for (const xa of ['3', '4', '5', '6']) sent.push(await loads.send(dataset, xa, 2));
      const [one = '', other = '', ...rests] = sent;
      // It is answered while those before it still wait for the dataset.
      expect(await loads.cancel(one)).toMatchObject({ state: 'cancelled' });
      return [one, other, [blocker, ...rests]] as const;
    });
    await Promise.all([gathered, ...others].map(loads.rest));
    expect(await loads.rest(waiting)).toMatchObject({ state: 'cancelled', snapshot: null });

    const locked = await loads.whileLocked(dataset, async () => {
      const blocker = await loads.send(dataset, '2', 3);
      const sent = [
        await loads.send(dataset, '7', 2),
        await loads.send(dataset, '8', 2),
        await loads.send(dataset, '9', 2),
      ] as const;
      await loads.isAwaited(1);
      // Comes after the first of them, and before the three that are put together.
      const next = loads.whileLocked(dataset, async () => {
        await loads.isAwaited(1);
        expect(await loads.cancel(sent[1])).toMatchObject({ state: 'cancelled' });
      });
      await loads.isAwaited(2);
      return { next, ended: sent[1], left: [blocker, sent[0], sent[2]] };
    });
    await locked.next;
    expect((await Promise.all(locked.left.map(loads.rest))).map(({ state }) => state)).toEqual(
      locked.left.map(() => 'published'),
    );
    expect(await loads.rest(locked.ended)).toMatchObject({ state: 'cancelled', snapshot: null });
    const rows = await loads.ask<readonly { xa: string }[]>(`datasets/${dataset}/records?select=xa&limit=1000`);
    expect([...new Set(rows.map(({ xa }) => xa))]).toEqual(['1', '2', '4', '5', '6', '7', '9']);
  },
);

test('of loads that wait together not each costs the database statements of its own', busy, async () => {
  const dataset = await loads.makeDataset();
  await loads.rest(await loads.send(dataset, '0', 1));
  await sql
    .raw(
      `create table counted (statements int);
      create function count_statement() returns trigger language plpgsql as $$ begin
        insert into counted values (1); return null; end $$;
      create trigger counting after update on intake.loads for each statement execute function count_statement()`,
    )
    .execute(platform.database);
  try {
    const ids = await loads.whileLocked(dataset, async () => {
      const sent: string[] = [];
      for (let xa = 1; xa <= 24; xa += 1) sent.push(await loads.send(dataset, String(xa), 1));
      return sent;
    });
    // All of them asked for again and again would keep the machine from their work.
    await loads.rest(ids.at(-1) ?? '');
    expect((await Promise.all(ids.map(loads.find))).map(({ state }) => state)).toEqual(ids.map(() => 'published'));
    const { rows } = await sql<{ many: number }>`select count(*) as many from counted`.execute(platform.database);
    // Four of the one that the others waited for, and four of all those together, of which two stretches were checked.
    expect(rows[0]?.many).toBeLessThanOrEqual(12);
  } finally {
    await sql`drop trigger counting on intake.loads; drop function count_statement; drop table counted`.execute(
      platform.database,
    );
  }
});

test('what is gathered and fails as a whole is published one by one', busy, async () => {
  const dataset = await loads.makeDataset();
  await loads.rest(await loads.send(dataset, '0', 1));
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
    const ids = await loads.whileLocked(dataset, async () => {
      const sent: string[] = [];
      for (const xa of ['1', '2', '3']) sent.push(await loads.send(dataset, xa, 2));
      return sent;
    });
    expect((await Promise.all(ids.map(loads.rest))).map(({ state }) => state)).toEqual([
      'published',
      'published',
      'published',
    ]);
    expect((await loads.snapshotsOf(dataset)).map(({ loads }) => loads.length)).toEqual([1, 1, 1, 1]);
  } finally {
    await sql`drop trigger gathered on intake.loads`.execute(platform.database);
  }
});

test(
  'a later one of gathered loads stands in the way of mends of an earlier one, as if it had been published after it',
  busy,
  async () => {
    const dataset = await loads.makeDataset({ 'daklake.holdBelow': 0 });
    const [faulty, later] = await loads.whileLocked(dataset, async () => {
      await loads.send(dataset, '0', 1, 'upsert');
      const { id } = await loads.ask<{ id: string }>(`datasets/${dataset}/loads?name=a.csv&mode=upsert`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: 'xa,ma,so\n1,1,x\n1,2,2\n',
      });
      return [id, await loads.send(dataset, '9', 1, 'upsert')] as const;
    });
    const [mended, beside] = [await loads.rest(faulty), await loads.rest(later)];
    expect(mended.snapshot).toBe(beside.snapshot);
    const mend = await platform.call(`/api/v1/loads/${faulty}/corrections`, {
      method: 'POST',
      headers: { ...steward, 'content-type': 'application/json' },
      body: JSON.stringify({ rows: [{ table: null, row: 2, values: { so: '1' } }] }),
    });
    expect(await mend.json()).toMatchObject({ code: 'dataset-moved-on' });
  },
);
