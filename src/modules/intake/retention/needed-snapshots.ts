import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';

/** Snapshots of the dataset by which a load goes that is at work, or waits for somebody. */
export async function listNeededSnapshots(database: Database, dataset: string): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly id: string }>`
    select distinct w.checked_against as id
    from intake.loads as w
    where w.dataset = ${dataset} and w.checked_against is not null
      and w.state in ('received', 'reading', 'checking', 'publishing', 'held')`.execute(database);
  return rows.map(({ id }) => id);
}
