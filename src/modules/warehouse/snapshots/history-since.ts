import type { Database } from '#platform/database/database.ts';
import { findLineage } from './find-lineage.ts';
import type { WarehouseTables } from './tables.ts';

export interface HistorySince {
  /** The snapshots that the current state has grown of. */
  readonly lineage: ReadonlySet<string>;
  /** Whether the snapshot asked for is one of them. */
  readonly stands: boolean;
  /** Loads that became part of the state after it. */
  readonly loads: readonly string[];
}

/** What became of a dataset's state after a snapshot; what was taken back since is no part of it. */
export async function historySince(database: Database, dataset: string, snapshot: string): Promise<HistorySince> {
  const lineage = await findLineage(database, dataset);
  const place = lineage.indexOf(snapshot);
  const later = place < 0 ? [] : lineage.slice(0, place);
  const rows =
    later.length === 0
      ? []
      : await database
          .withTables<WarehouseTables>()
          .selectFrom('warehouse.snapshot_loads')
          .select('load')
          .where('dataset', '=', dataset)
          .where((where) => where('snapshot', '=', where.fn.any(where.val([...later]))))
          .orderBy('load')
          .execute();
  return { lineage: new Set(lineage), stands: place >= 0, loads: rows.map(({ load }) => load) };
}
