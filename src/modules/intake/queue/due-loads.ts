import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { intakeTables } from '../loads/tables.ts';
import type { LoadRow } from '../loads/load-row.ts';

/** A dataset that has loads to be done, and what is known of the first of them. */
export interface Head {
  readonly dataset: string;
  readonly turn: number;
  /** Whoever sent it: the commune or the agency, so that many files of one do not stand before one of another. */
  readonly sender: string;
}

// Written out, since the planner takes the index of due loads only for a condition that it knows.
export const isDue = sql<boolean>`state in ('received', 'reading', 'checking', 'publishing')`;
const head = sql`
  select dataset, turn, coalesce(sender ->> 'unit', sender ->> 'agency', sender_id) as sender
  from intake.loads`;

/** The first due load of every dataset that has one, by one step through the index for each, however many wait there. */
export async function listHeads(database: Database): Promise<readonly Head[]> {
  const { rows } = await sql<Head>`
    with recursive heads as (
      (${head} where ${isDue} order by dataset, turn limit 1)
      union all
      select next.* from heads cross join lateral (
        ${head} where ${isDue} and dataset > heads.dataset order by dataset, turn limit 1
      ) as next
    )
    select dataset, turn, sender from heads order by turn`.execute(database);
  return rows;
}

/** The dataset's due loads in the order of their turns. */
export function listDue(database: Database, dataset: string, limit: number): Promise<readonly LoadRow[]> {
  return intakeTables(database)
    .selectFrom('intake.loads')
    .selectAll()
    .where('dataset', '=', dataset)
    .where(isDue)
    .orderBy('turn')
    .limit(limit)
    .execute();
}
