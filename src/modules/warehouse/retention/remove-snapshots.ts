import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { lockState } from '../snapshots/lock-state.ts';

export interface RemoveSnapshotsOptions {
  readonly database: Database;
  readonly dataset: string;
  /** The newest so many stay. */
  readonly keep: number;
  /** Those that were the current one since then stay. */
  readonly before: Date;
  /** Ids that somebody at work goes by; asked under the lock, so that nobody comes to go by another meanwhile. */
  readonly listNeeded: (transaction: Database) => Promise<readonly string[]>;
  readonly now: Date;
}

export interface RemovedSnapshot {
  readonly id: string;
  readonly rows: number;
  readonly createdAt: Date;
}

/**
 * Takes snapshots out of everybody's sight whose time is over, all in one transaction; never the current one, nor one of
 * the newest. How old one is counts from when the next took its place: what stood for years and was replaced yesterday is a
 * day old. Its row stays, for the lines of descent that go through it, and for a while its files, for whoever reads them.
 */
export async function removeSnapshots(options: RemoveSnapshotsOptions): Promise<readonly RemovedSnapshot[]> {
  const { database, dataset, keep, before, now } = options;
  return database.transaction().execute(async (transaction) => {
    await lockState(transaction, dataset);
    const needed = await options.listNeeded(transaction);
    const { rows } = await sql<RemovedSnapshot>`
      with placed as (
        select id, removed_at,
          lead(created_at) over (order by ordinal) as replaced_at,
          row_number() over (partition by removed_at is null order by ordinal desc) as place
        from warehouse.snapshots
        where dataset = ${dataset}
      )
      update warehouse.snapshots as s
      set removed_at = ${now}
      from placed
      where s.dataset = ${dataset}
        and s.id = placed.id
        and placed.removed_at is null
        and placed.place > ${keep}
        and placed.replaced_at < ${before}
        and s.id <> all (${[...needed]}::text[])
        and not exists (select 1 from warehouse.pointers as p where p.dataset = s.dataset and p.snapshot = s.id)
      returning s.id, s.rows, s.created_at as "createdAt"`.execute(transaction);
    return rows;
  });
}

/**
 * Strikes the files of snapshots from the records that were removed before then; from now on only snapshots that are there
 * name them. Returns how many snapshots that were.
 */
export async function strikeFiles(database: Database, dataset: string, removedBefore: Date): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    await lockState(transaction, dataset);
    const { rows } = await sql<{ readonly snapshot: string }>`
      delete from warehouse.snapshot_files as f
      using warehouse.snapshots as s
      where f.dataset = ${dataset} and s.dataset = f.dataset and s.id = f.snapshot and s.removed_at < ${removedBefore}
      returning f.snapshot`.execute(transaction);
    return new Set(rows.map(({ snapshot }) => snapshot)).size;
  });
}
