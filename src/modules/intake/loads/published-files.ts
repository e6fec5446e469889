import { sql } from 'kysely';
import type { Database, Migration } from '#platform/database/database.ts';

/** So that what a load costs does not grow with how many there were: nearly every file is a new one. */
export const publishedFilesMigration: Migration = {
  id: 'intake-013-published-files',
  up: async (database) => {
    await sql`
      create index loads_published_files on intake.loads (dataset, sha256)
      where state = 'published' and not unchanged`.execute(database);
  },
};

/** Of files (their hashes) those that a load of the dataset ever published; whether it still counts is not asked. */
export async function publishedFiles(
  database: Database,
  dataset: string,
  files: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ readonly sha256: string }>`
    select distinct sha256 from intake.loads
    where dataset = ${dataset} and sha256 = any(${[...files]}::text[]) and state = 'published' and not unchanged`.execute(
    database,
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
