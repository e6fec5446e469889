import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { LoadState } from '#api/loads.ts';
import type { Finding } from '#platform/health/health.ts';
import { intakeTables } from '../loads/tables.ts';
import { isDue, listHeads } from '../queue/due-loads.ts';
import { countLoads } from '../sums/load-sums.ts';

/** Codes of failures that whoever sends a file cannot mend. */
const faults = ['load-fault', 'interrupted', 'storage-full'] as const;

const recent = 3_600_000;
const minute = 60_000;

/** Whether loads fail for reasons of ours; a file that is broken is no matter of the platform's health. */
export async function lookAtFailures(database: Database, now: Date): Promise<Finding> {
  const failed = await intakeTables(database)
    .selectFrom('intake.loads')
    .select(({ fn }) => [
      fn.countAll<number>().as('loads'),
      fn.min('ended_at').as('since'),
      sql<string>`(array_agg(error ->> 'code' order by ended_at desc))[1]`.as('code'),
      sql<string>`(array_agg(id::text order by ended_at desc))[1]`.as('load'),
    ])
    .where('state', '=', 'failed')
    .where('ended_at', '>', new Date(now.getTime() - recent))
    .where(sql<string>`error ->> 'code'`, 'in', faults)
    .executeTakeFirstOrThrow();
  if (failed.since === null) return { condition: 'good', code: 'loads-sound', facts: {} };
  const { loads, code, load, since } = failed;
  return {
    condition: loads < 3 ? 'watch' : 'bad',
    code: 'loads-failing',
    facts: { loads, failure: code, load },
    since,
  };
}

/** Whether loads wait longer than a large one before them explains. */
export async function lookAtWaiting(database: Database, now: Date): Promise<Finding> {
  const counts = new Map((await countLoads(database)).map(({ state, loads }) => [state, loads]));
  const count = (states: readonly LoadState[]) => states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
  const waiting = count(['received']);
  const oldest = waiting === 0 ? undefined : await oldestReceived(database);
  const waited = oldest === undefined ? 0 : now.getTime() - oldest.getTime();
  const working = count(['reading', 'checking', 'publishing']);
  const facts = { waiting, working, minutes: Math.floor(waited / minute) };
  if (oldest === undefined || waited < 10 * minute) return { condition: 'good', code: 'queue-moving', facts };
  return { condition: waited < 120 * minute ? 'watch' : 'bad', code: 'queue-waiting', facts, since: oldest };
}

/** When the load came that waits longest: one of those whose turn is next in their datasets. */
async function oldestReceived(database: Database): Promise<Date | undefined> {
  const datasets = (await listHeads(database)).map(({ dataset }) => dataset);
  const { rows } = await sql<{ readonly oldest: Date | null }>`
    select min(first.created_at) as oldest from unnest(${datasets}::text[]) as d(dataset) cross join lateral (
      select created_at from intake.loads
      where ${isDue} and state = 'received' and dataset = d.dataset order by turn limit 1
    ) as first`.execute(database);
  return rows[0]?.oldest ?? undefined;
}

/** When the newest load was received; undefined where there is none. */
export async function newestLoad(database: Database): Promise<Date | undefined> {
  const row = await intakeTables(database)
    .selectFrom('intake.loads')
    .select('created_at')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.created_at;
}
