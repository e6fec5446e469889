import type { CatalogDatabase } from './tables.ts';

/** Ids of the datasets that follow this one, in their order; none after the last. */
export async function listDatasetIds(
  database: CatalogDatabase,
  after: string,
  limit = 200,
): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('catalog.datasets')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
