import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import type { Finding } from '#platform/health/health.ts';
import { intakeTables } from '../loads/tables.ts';

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
  const { due, received, oldest } = await intakeTables(database)
    .selectFrom('intake.loads')
    .select(({ fn }) => [
      fn.countAll<number>().as('due'),
      sql<number>`count(*) filter (where state = 'received')`.as('received'),
      sql<Date | null>`min(created_at) filter (where state = 'received')`.as('oldest'),
    ])
    // Written out, as in the condition of the index of due loads.
    .where(sql<boolean>`state in ('received', 'reading', 'checking', 'publishing')`)
    .executeTakeFirstOrThrow();
  const waited = oldest === null ? 0 : now.getTime() - oldest.getTime();
  const facts = { waiting: received, working: due - received, minutes: Math.floor(waited / minute) };
  if (oldest === null || waited < 10 * minute) return { condition: 'good', code: 'queue-moving', facts };
  return { condition: waited < 120 * minute ? 'watch' : 'bad', code: 'queue-waiting', facts, since: oldest };
}

/** Loads by where they stand, for figures. */
export async function countLoads(
  database: Database,
): Promise<readonly { readonly state: string; readonly loads: number }[]> {
  return intakeTables(database)
    .selectFrom('intake.loads')
    .select(({ fn }) => ['state', fn.countAll<number>().as('loads')])
    .groupBy('state')
    .execute();
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
