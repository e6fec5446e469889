import type { Database } from '#platform/database/database.ts';
import type { WarehouseTables } from './tables.ts';

/** `<dataset>/<snapshot>` of every file that some snapshot consists of. */
export async function namedFolders(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshot_files')
    .select('path')
    .orderBy('path')
    .execute();
  return new Set(rows.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
}
