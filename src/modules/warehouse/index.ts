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
export { newSnapshotId } from './snapshots/snapshot-id.ts';
export { placeSnapshot } from './snapshots/place-snapshot.ts';
export { publishSnapshot, type PublishSnapshotInput } from './snapshots/publish-snapshot.ts';
export {
  currentSnapshot,
  currentSummaries,
  findSnapshot,
  getSnapshot,
  listSnapshots,
  storedRowsOf,
  type SnapshotSummary,
  type SnapshotsPage,
} from './snapshots/find-snapshots.ts';
export { warehouseMigrations } from './snapshots/migrations.ts';
export { parquetScan, storedRelation } from './snapshots/stored-relation.ts';
export { answerQuery, type AnswerQueryDeps, type DatasetView } from './query/answer-query.ts';
export { maskSql } from './query/mask-sql.ts';
export { compileCount, compileQuery, type CompiledQuery, type QuerySource } from './query/compile-query.ts';
export type { Aggregate, Predicate, Query } from './query/query.ts';
export { parseQueryRequest, QueryRequest } from './query/query-request.ts';
export {
  answerRecords,
  type AnswerRecordsDeps,
  type AskedRecords,
  type RecordsAnswer,
} from './postgrest/answer-records.ts';
export { loadCursorKey } from './postgrest/cursor-key.ts';
export { asPostgrestProblem } from './postgrest/postgrest-problem.ts';
export { createEngine, type Engine, type EngineOptions } from './engine/create-engine.ts';
export {
  createExporter,
  type Download,
  type Exporter,
  type ExporterOptions,
  type ExportFile,
} from './downloads/create-exporter.ts';
export { collectOrphans, type CollectOrphansOptions } from './snapshots/collect-orphans.ts';
export {
  verifySnapshots,
  type SnapshotProblem,
  type SnapshotsVerdict,
  type VerifySnapshotsOptions,
} from './snapshots/verify-snapshots.ts';
