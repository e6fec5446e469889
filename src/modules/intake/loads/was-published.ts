import { sql } from 'kysely';
import type { Database, Migration } from '#platform/database/database.ts';
import type { LoadRow } from './load-store.ts';

/** So that what a load costs does not grow with how many there were: nearly every file is a new one. */
export const publishedFilesMigration: Migration = {
  id: 'intake-013-published-files',
  up: async (database) => {
    await sql`
      create index loads_published_files on intake.loads (dataset, sha256)
      where state = 'published' and not unchanged`.execute(database);
  },
};

/** Whether a load of the same bytes was ever published in this one's dataset; whether it still counts is not asked. */
export async function wasPublished(
  database: Database,
  { dataset, sha256 }: Pick<LoadRow, 'dataset' | 'sha256'>,
): Promise<boolean> {
  const { rows } = await sql<{ readonly found: boolean }>`
    select exists (
      select 1 from intake.loads
      where dataset = ${dataset} and sha256 = ${sha256} and state = 'published' and not unchanged
    ) as found`.execute(database);
  return rows[0]?.found === true;
}
