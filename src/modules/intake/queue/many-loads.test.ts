import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '#platform/clock/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { anyId } from '../loads/any-id.ts';
import { createLoadStore } from '../loads/load-store.ts';
import { listDue, listHeads } from './due-loads.ts';

let store: TestDatabase;

/** Loads as they are, but for their number: 6,000 that rest, 2,000 that wait in 100 datasets. */
beforeAll(async () => {
  store = await createTestDatabase();
  await sql`
    insert into intake.loads (id, dataset, state, mode, file_name, file_bytes, sha256, contract_version,
      contract_revision, sender, received_on, created_at, ended_at)
    select gen_random_uuid(), case when n <= 6000 then 'one' else 'd' || n % 100 end,
      case when n <= 6000 then 'published' else 'received' end, 'replace', 'a.csv', 1, md5(n::text), '1.0.0', 1,
      jsonb_build_object('kind', 'user', 'id', 'u' || n % 7, 'name', 'A', 'role', 'steward', 'agency', 'H' || n % 7),
      current_date, now(), case when n <= 6000 then now() + n * interval '1 millisecond' end
    from generate_series(1, 8000) as n`.execute(store.database);
  await sql`vacuum analyze intake.loads`.execute(store.database);
});
afterAll(() => store.close());

test('to find the next load touches a row of each dataset that waits, however many loads wait or rest', async () => {
  const heads = await listHeads(store.database);
  expect(heads).toHaveLength(100);
  expect(heads.map(({ turn }) => turn)).toEqual(Array.from({ length: 100 }, (_, index) => 6_001 + index));
  const due = await listDue(store.database, 'd7', 128);
  expect(due.map(({ turn }) => turn)).toEqual(Array.from({ length: 20 }, (_, index) => 6_007 + index * 100));
  // By the database's own count, of 8,000.
  const touched = await store.database.transaction().execute(async (transaction) => {
    await listHeads(transaction);
    return sql<{ readonly many: number }>`
      select seq_tup_read + idx_tup_fetch as many from pg_stat_xact_user_tables
      where relid = 'intake.loads'::regclass`.execute(transaction);
  });
  expect(touched.rows[0]?.many).toBeLessThan(500);
});

test('the newest loads of a sender, or of datasets, touch no more rows than are shown', async () => {
  const touched = await store.database.transaction().execute(async (transaction) => {
    const loads = createLoadStore({ database: transaction, clock: systemClock });
    const own = await loads.listNewest({ sender: 'u3', limit: 10 });
    const followed = await loads.listNewest({ datasets: ['one', 'd7'], limit: 10 });
    expect(own.map(({ sequence }) => sequence % 7)).toEqual(Array.from({ length: 10 }, () => 3));
    expect(followed.map(({ dataset }) => dataset)).toEqual(Array.from({ length: 10 }, () => 'd7'));
    return sql<{ readonly many: number }>`
      select seq_tup_read + idx_tup_fetch as many from pg_stat_xact_user_tables
      where relid = 'intake.loads'::regclass`.execute(transaction);
  });
  expect(touched.rows[0]?.many).toBeLessThan(2_500);
});

test('a page far back in the list of loads, and what was published last, are found by an index', async () => {
  const loads = createLoadStore({ database: store.database, clock: systemClock });
  const { items, total } = await loads.list({ dataset: 'one', offset: 5_990, limit: 20 });
  expect(total).toBe(6_000);
  expect(items.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 10 }, (_, index) => 10 - index));
  expect(await loads.listPublished('one', 1e9)).toHaveLength(500);
  const { rows } = await sql<{ readonly 'QUERY PLAN': string }>`
    explain select id from intake.loads where dataset = 'one' and state = 'published' and not unchanged
    order by turn desc limit 500`.execute(store.database);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/using loads_published/);
});

test('those of many names that are loads are found by the index of their ids', async () => {
  const loads = createLoadStore({ database: store.database, clock: systemClock });
  const { items } = await loads.list({ dataset: 'one', offset: 0, limit: 20 });
  const ids = items.map(({ id }) => id);
  expect(await loads.listKnown([...ids, 'uploads', '../etc', `${ids[0]}0`])).toEqual(new Set(ids));
  const { rows } = await sql<{ readonly 'QUERY PLAN': string }>`
    explain select id from intake.loads where id = ${anyId(ids)}`.execute(store.database);
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/using loads_pkey|on loads_pkey/);
});

test('whoever sends for an agency shares one turn with the others that do, and each commune has its own', async () => {
  const senders = [
    { id: 't1', agency: 'H99' },
    { id: 't2', agency: 'H99' },
    { id: 'o1', agency: 'H99', unit: '24133' },
    { id: 't3', agency: null },
  ];
  for (const [place, sender] of senders.entries()) {
    await sql`
      insert into intake.loads (id, dataset, state, mode, file_name, file_bytes, sha256, contract_version,
        contract_revision, sender, received_on, created_at)
      values (gen_random_uuid(), ${`turn-${place}`}, 'received', 'replace', 'a.csv', 1, 'x', '1.0.0', 1,
        ${JSON.stringify({ kind: 'token', name: 'A', role: 'steward', ...sender })}, current_date, now())`.execute(
      store.database,
    );
  }
  const heads = (await listHeads(store.database)).filter(({ dataset }) => dataset.startsWith('turn-'));
  expect(heads.map(({ sender }) => sender)).toEqual(['H99', 'H99', '24133', 't3']);
});
