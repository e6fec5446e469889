import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { fail } from '../errors.ts';
import type { WarehouseTables } from './tables.ts';

/**
 * The snapshots of which a dataset's state has grown, newest first: a snapshot, then the one before it, and of one that
 * restored an earlier state that one. What lies between the two was taken back, and loads that it gathered no longer stand.
 * Without `until` from the current snapshot on. Throws `snapshot-unknown`.
 */
export async function findLineage(database: Database, dataset: string, until?: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    with recursive lineage as (
      select s.id, s.previous, s.restores, 1 as step
      from warehouse.snapshots as s
      where s.dataset = ${dataset}
        and s.id = coalesce(${until ?? null}, (select p.snapshot from warehouse.pointers as p where p.dataset = ${dataset}))
      union all
      select s.id, s.previous, s.restores, l.step + 1
      from lineage as l
      join warehouse.snapshots as s on s.dataset = ${dataset} and s.id = coalesce(l.restores, l.previous)
    )
    select id from lineage order by step`.execute(database);
  if (until !== undefined && rows.length === 0) throw fail('snapshot-unknown', `${dataset} has no snapshot ${until}`);
  return rows.map(({ id }) => id);
}

/** Whether the dataset was ever taken back to an earlier state; where not, all its snapshots are one lineage. */
export async function wasEverRestored(database: Database, dataset: string): Promise<boolean> {
  const restoring = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshots')
    .select('id')
    .where('dataset', '=', dataset)
    .where('restores', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return restoring !== undefined;
}
