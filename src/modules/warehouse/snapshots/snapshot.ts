import type { DatasetColumn } from '../dataset-schema.ts';

/**
 * The state of a dataset at one moment: immutable Parquet files. Everything about it is fixed when it is published, but
 * whether it is the current one.
 */
export interface Snapshot extends PublishedCounts {
  readonly id: string;
  readonly dataset: string;
  readonly createdAt: Date;
  /** When its rows were put together: of a restored state, not when it came back. */
  readonly stateAt: Date;
  readonly schema: SnapshotSchema;
  readonly contractVersion: string;
  /** The snapshot that was current before; null for the dataset's first. */
  readonly previous: string | null;
  readonly note: string | null;
  /** The earlier snapshot whose state it is again; null: it was made of what loads brought. */
  readonly restores: string | null;
  readonly loads: readonly string[];
  readonly current: boolean;
  /** In the order of the rows. */
  readonly files: readonly SnapshotFile[];
}

/** Rows, and the difference to the snapshot before. */
export interface PublishedCounts {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** The schema as it was when the snapshot was made. */
export interface SnapshotSchema {
  readonly columns: readonly SnapshotColumn[];
  readonly key: readonly string[];
  readonly partitionBy: readonly string[];
  /** Columns of earlier snapshots that this one has not: should one come back, it has its field id again. */
  readonly retired?: readonly RetiredColumn[];
}

export type RetiredColumn = Pick<SnapshotColumn, 'name' | 'fieldId'>;

/** Field ids stay with a name for the dataset's whole life, so that table formats can follow a column. */
export interface SnapshotColumn extends DatasetColumn {
  readonly fieldId: number;
}

export interface SnapshotFile {
  /** Relative to the folder of snapshots, e.g. `dossiers/20261122T090000-3f9a/part-0001.parquet`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  /** The key of the first and of the last row as a JSON array of texts; null without a key or without a row. */
  readonly minKey: string | null;
  readonly maxKey: string | null;
}

/** What `prepareSnapshot` leaves on disk, as plain JSON; `publishSnapshot` makes it the dataset's state. */
export interface PreparedSnapshot extends PublishedCounts {
  readonly schema: SnapshotSchema;
  /** The path of one that was written is its name in the snapshot's own folder; others are those of earlier snapshots. */
  readonly files: readonly SnapshotFile[];
}

/** Rows on disk, as a query reads them. */
export interface StoredRows {
  /** Absolute paths, in the order of the rows. */
  readonly files: readonly string[];
  readonly columns: readonly StoredColumn[];
  readonly retired?: readonly RetiredColumn[];
}

/** The rows of one snapshot, with all that is on record of them. */
export interface StandingRows extends StoredRows {
  readonly schema: SnapshotSchema;
  /** What is on record of each of `files`. */
  readonly parts: readonly SnapshotFile[];
}

export type StoredColumn = Pick<SnapshotColumn, 'name' | 'type' | 'fieldId'>;
