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

/** The agency that owns each dataset, by the dataset's id. */
export async function listOwners(database: CatalogDatabase): Promise<ReadonlyMap<string, string>> {
  const rows = await database.selectFrom('catalog.datasets').select(['id', 'owner']).orderBy('id').execute();
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}
