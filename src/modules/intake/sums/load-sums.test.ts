import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { restingStates } from '#api/loads.ts';
import type { Database } from '#platform/database/database.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { lawRuns } from '../../../../test/support/law-runs.ts';
import { createAgencyQuotas } from '../quotas/agency-quotas.ts';
import { countLoads, countLoadsOf, mergeSums } from './load-sums.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.close());

const add = (database: Database, dataset: string, agency: string | null, many: number) =>
  sql`
  insert into intake.loads (id, dataset, state, mode, file_name, file_bytes, sha256, contract_version,
    contract_revision, sender, received_on, created_at)
  select gen_random_uuid(), ${dataset}, 'received', 'replace', 'a.csv', n, 'x', '1.0.0', 1,
    ${JSON.stringify({ kind: 'token', id: 't', name: 'A', role: 'steward', agency })}::jsonb, current_date, now()
  from generate_series(1, ${many}::int) as n`.execute(database);

const datasets = ['mot', 'hai', 'ba'] as const;
const of = fc.constantFrom(...datasets);
const state = fc.constantFrom('received', 'publishing', 'published', 'failed');
/** Whatever may happen to rows of loads, many at once. */
const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      dataset: of,
      agency: fc.constantFrom('H1', 'H2', null),
      many: fc.nat(5),
    }),
    fc.record({ kind: fc.constant('move' as const), dataset: of, state, bytes: fc.nat(99) }),
    fc.record({ kind: fc.constant('remove' as const), dataset: of, landed: fc.boolean() }),
    fc.record({ kind: fc.constant('delete' as const), dataset: of }),
    fc.record({ kind: fc.constant('lose' as const), dataset: of }),
    fc.record({ kind: fc.constant('merge' as const) }),
  ),
  { maxLength: 8 },
);

test('sums are those of the loads that there are, whatever was done to them, taken back, or put together between', async () => {
  const { database } = store;
  const quotas = createAgencyQuotas({
    database,
    catalog: { listOwners: async () => new Map() },
    clock: () => new Date(0),
    mostBytes: undefined,
    mostWaiting: undefined,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      for (const step of taken) {
        if (step.kind === 'add') await add(database, step.dataset, step.agency, step.many);
        if (step.kind === 'move')
          await sql`update intake.loads set state = ${step.state}, rejects_bytes = ${step.bytes}
            where dataset = ${step.dataset} and file_bytes % 2 = 0`.execute(database);
        if (step.kind === 'remove')
          await sql`update intake.loads set ${sql.ref(step.landed ? 'landing_removed_at' : 'rejects_removed_at')} = now()
            where dataset = ${step.dataset} and file_bytes % 3 = 0`.execute(database);
        if (step.kind === 'delete')
          await sql`delete from intake.loads where dataset = ${step.dataset} and file_bytes > 3`.execute(database);
        if (step.kind === 'lose') {
          const lost = database.transaction().execute(async (transaction) => {
            await add(transaction, step.dataset, 'H1', 3);
            throw new Error('lost');
          });
          await expect(lost).rejects.toThrow('lost');
        }
        if (step.kind === 'merge') await mergeSums(database);
      }
      const { rows } = await sql<{ state: string; loads: number }>`
        select state, count(*) as loads from intake.loads group by 1 order by 1`.execute(database);
      expect((await countLoads(database)).toSorted((a, b) => (a.state < b.state ? -1 : 1))).toEqual(rows);
      for (const dataset of datasets) {
        const { rows: all } = await sql<{ loads: number }>`
          select count(*) as loads from intake.loads where dataset = ${dataset}`.execute(database);
        expect(await countLoadsOf(database, dataset)).toBe(all[0]?.loads);
      }
      const { rows: kept } = await sql`
        select sender ->> 'agency' as agency,
          coalesce(sum(file_bytes) filter (where landing_removed_at is null), 0)::bigint as "fileBytes",
          coalesce(sum(rejects_bytes) filter (where rejects_removed_at is null), 0)::bigint as "rejectsBytes",
          count(*) filter (where not state = any(${restingStates}))::int as waiting
        from intake.loads where sender ->> 'agency' is not null group by 1 order by 1`.execute(database);
      const told = (await quotas.list()).map(({ agency, fileBytes, rejectsBytes, waiting }) => {
        return { agency, fileBytes, rejectsBytes, waiting };
      });
      expect(told.toSorted((a, b) => (a.agency < b.agency ? -1 : 1))).toEqual(kept);
    }),
    { numRuns: lawRuns(12) },
  );
});

test('many loads leave few sums once they are counted, and to count them reads no load', async () => {
  const { database } = store;
  for (let statement = 0; statement < 25; statement += 1) await add(database, `nhieu-${statement}`, 'H1', 1);
  await sql`
    insert into intake.load_sums select 'mot', 'H1', 'received', sign, 0, 0
    from generate_series(1, 1500) as n cross join (values (1), (-1)) as s(sign)`.execute(database);
  const before = await countLoads(database);
  const { rows } = await sql<{ many: number }>`select count(*) as many from intake.load_sums`.execute(database);
  expect(rows[0]?.many).toBeLessThan(100);
  // The connection's own count, in which what it did before may still stand.
  const touched = (transaction: Database) =>
    sql<{ many: number }>`
    select seq_tup_read + idx_tup_fetch as many from pg_stat_xact_user_tables
    where relid = 'intake.loads'::regclass`.execute(transaction);
  await database.transaction().execute(async (transaction) => {
    const { rows: earlier } = await touched(transaction);
    expect(await countLoads(transaction)).toEqual(before);
    expect((await touched(transaction)).rows).toEqual(earlier);
  });
});
