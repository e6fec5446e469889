export type { DatasetSchema } from './dataset-schema.ts';
export type { SnapshotFiles } from './snapshots/comparable-rows.ts';
export type { ChangeCounts } from './snapshots/find-changes.ts';
export type { PreparedSnapshot, Snapshot, StandingRows, StoredRows } from './snapshots/snapshot.ts';
export { findLineage, wasEverRestored } from './snapshots/find-lineage.ts';
export { historySince } from './snapshots/history-since.ts';
export { partitionFields, partitionsMeet, partitionValues, type Partitions } from './snapshots/partitions-meet.ts';
export { discardOnFailure } from './snapshots/discard-on-failure.ts';
export { lockState } from './snapshots/lock-state.ts';
export { newSnapshotId } from './snapshots/snapshot-id.ts';
export { publishSnapshot } from './snapshots/publish-snapshot.ts';
export {
  currentSnapshot,
  currentSummaries,
  getSnapshot,
  listLargeDatasets,
  listSnapshots,
  storedRowsOf,
  type SnapshotSummary,
} from './snapshots/find-snapshots.ts';
export { rememberCurrent, type SnapshotFinder } from './snapshots/remember-current.ts';
export { warehouseMigrations } from './snapshots/migrations.ts';
export type { KeyTurn } from './keys/create-key-builder.ts';
export { createKeyTables, type KeyTables } from './keys/create-key-tables.ts';
export { answerComparison, type Comparison } from './comparison/answer-comparison.ts';
export { changeKinds } from './comparison/compile-differences.ts';
export { answerQuery } from './query/answer-query.ts';
export { maskSql } from './query/mask-sql.ts';
export { parseQueryRequest, QueryRequest } from './query/query-request.ts';
export { answerRecords } from './postgrest/answer-records.ts';
export { createKeptAnswers, type KeptAnswers } from './postgrest/kept-answers.ts';
export { loadCursorKey } from './postgrest/cursor-key.ts';
export { asPostgrestProblem } from './postgrest/postgrest-problem.ts';
export { createEngine, type Engine } from './engine/create-engine.ts';
export { createExporter, type Exporter } from './downloads/create-exporter.ts';
export { collectUnpublished } from './snapshots/collect-unpublished.ts';
export { removeSnapshots, strikeFiles } from './retention/remove-snapshots.ts';
export { storedBytes } from './retention/stored-bytes.ts';
export { sweepFiles } from './retention/sweep-files.ts';
export { watchFiles } from './snapshots/watch-files.ts';
export { verifySnapshots, type SnapshotsVerdict } from './snapshots/verify-snapshots.ts';
