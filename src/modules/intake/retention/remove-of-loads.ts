import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';

export interface RemoveOfLoadsOptions {
  readonly database: Database;
  readonly dataset: string;
  /** Of the newest so many loads it stays. */
  readonly keep: number;
  /** Of loads that ended since then it stays. */
  readonly before: Date;
  readonly now: Date;
  readonly atMost: number;
}

/** Loads that are over for good: one that is held waits for somebody, whenever that is. */
const isOver = sql`l.state in ('published', 'cancelled', 'failed')`;

/**
 * The first load of those that correct each other, also of one that only repeated another and shows what that one left.
 * What a check left is needed by all of them.
 */
const familyOf = (load: string) => {
  const of = sql.ref(load);
  return sql`coalesce(${of}.root, (select coalesce(e.root, e.id) from intake.loads as e where e.id = ${of}.repeats), ${of}.id)`;
};

/** Gives up files as they were sent, in one step for some loads. Returns their ids. */
export async function removeLanded(options: RemoveOfLoadsOptions): Promise<readonly string[]> {
  const { database, dataset, keep, before, now, atMost } = options;
  const { rows } = await sql<{ readonly id: string }>`
    update intake.loads as l
    set landing_removed_at = ${now}
    where l.id in (
      select l.id from intake.loads as l
      where l.dataset = ${dataset} and l.landing_removed_at is null and ${isOver} and l.ended_at < ${before}
        and l.sequence < ${newest(dataset, keep)}
      order by l.sequence limit ${atMost}
      for update
    )
    returning l.id`.execute(database);
  return rows.map(({ id }) => id);
}

/**
 * Gives up what checks left: rejected rows, findings, and the findings' values on the row. Only of a load whose whole family
 * is over and old enough, so that none of them is left without what it is made of.
 */
export async function removeRejects(options: RemoveOfLoadsOptions): Promise<readonly string[]> {
  const { database, dataset, keep, before, now, atMost } = options;
  const { rows } = await sql<{ readonly id: string }>`
    with placed as materialized (
      select l.id, ${familyOf('l')} as family, l.rejects_removed_at,
        (${isOver} and l.ended_at < ${before} and l.sequence < ${newest(dataset, keep)}) as is_due
      from intake.loads as l
      where l.dataset = ${dataset} and l.rejects_removed_at is null
    ), due as (
      select family from placed group by family having bool_and(is_due) order by family limit ${atMost}
    )
    update intake.loads as l
    set rejects_removed_at = ${now},
      result = case when l.result is null then null else jsonb_set(l.result, '{findings}', '[]') end
    where l.id in (select id from placed where family in (select family from due))
    returning l.id`.execute(database);
  return rows.map(({ id }) => id);
}

/** The first sequence that is not old enough to be given up by its place. */
function newest(dataset: string, keep: number) {
  if (keep === 0) return sql`9223372036854775807`;
  return sql`coalesce(
    (select n.sequence from intake.loads as n where n.dataset = ${dataset} order by n.sequence desc offset ${keep - 1} limit 1),
    0
  )`;
}
