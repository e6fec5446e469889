import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';

/** Bytes that the snapshots of each dataset take, by the dataset's id; a file that several of them name counts once. */
export async function storedBytes(database: Database): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly dataset: string; readonly bytes: number }>`
    select dataset, sum(bytes)::bigint as bytes
    from (select distinct dataset, path, bytes from warehouse.snapshot_files) as files
    group by dataset`.execute(database);
  return new Map(rows.map(({ dataset, bytes }) => [dataset, bytes]));
}
