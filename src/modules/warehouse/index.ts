export type { ColumnType, DatasetColumn, DatasetSchema } from './dataset-schema.ts';
export { warehouseErrors } from './errors.ts';
export type {
  PreparedSnapshot,
  PublishedCounts,
  Snapshot,
  SnapshotColumn,
  SnapshotFile,
  SnapshotSchema,
  StoredRows,
} from './snapshots/snapshot.ts';
export { prepareSnapshot, type PrepareSnapshotOptions } from './snapshots/prepare-snapshot.ts';
export { type PublishSnapshotInput } from './snapshots/publish-snapshot.ts';
export { type SnapshotSummary, type SnapshotsPage } from './snapshots/find-snapshots.ts';
export { warehouseMigrations } from './snapshots/migrations.ts';
export { parquetScan } from './snapshots/stored-relation.ts';
export { createWarehouse, type Warehouse, type WarehouseDeps } from './create-warehouse.ts';
