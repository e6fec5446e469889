import { sql, type RawBuilder } from 'kysely';
import { findLineage, wasEverRestored } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';
import { standingDeliveries, type FilledPartition } from './standing-loads.ts';

export interface StandingAt {
  readonly id: string;
}

/**
 * The deliveries of which a dataset's state consists, or consisted at a snapshot: the one that filled it whole, or all that
 * still hold a partition nobody filled after them; and by which condition their corrections are told from those that were
 * taken back. Reads no counts, nothing before the last delivery that filled the dataset whole, and of each partition one
 * row, however often it was filled.
 */
export async function findStandingLoads(
  database: Database,
  dataset: string,
  at?: StandingAt,
): Promise<{ readonly loads: readonly string[]; readonly inForce: RawBuilder<boolean> }> {
  const lineage = (await wasEverRestored(database, dataset)) ? await findLineage(database, dataset, at?.id) : undefined;
  const upTo =
    at === undefined || lineage !== undefined
      ? sql``
      : sql`and ordinal <= (select max(ordinal) from quality.scores where dataset = ${dataset} and snapshot = ${at.id})`;
  const inForce = sql<boolean>`dataset = ${dataset} ${upTo}
    ${lineage === undefined ? sql`` : sql`and snapshot = any(${[...lineage]})`}`;
  const whole = await sql<{ readonly load: string; readonly ordinal: number }>`
    select load, ordinal from quality.scores
    where ${inForce} and corrects is null and partitions is null
    order by ordinal desc limit 1`.execute(database);
  const last = whole.rows[0];
  const { rows } = await sql<FilledPartition>`
    with filled as (
      select distinct on (partition collate "C") partition, load, ordinal
      from quality.scores, jsonb_array_elements_text(partitions) as partition
      where ${inForce} and corrects is null and partitions is not null
        ${last === undefined ? sql`` : sql`and ordinal > ${last.ordinal}`}
      order by partition collate "C", ordinal desc
    )
    select partition, load from filled order by ordinal desc, partition`.execute(database);
  const loads = standingDeliveries(rows);
  return { loads: loads.length > 0 || last === undefined ? loads : [last.load], inForce };
}
