/** A dataset's columns as storage sees them; whoever holds the contract derives it. */
export interface DatasetSchema {
  readonly columns: readonly DatasetColumn[];
  /** The key's columns, in order: snapshots are sorted by it; empty: rows stay in the order in which they came. */
  readonly key: readonly string[];
  /** A replace touches only the partitions that its rows name; empty: it replaces everything. */
  readonly partitionBy: readonly string[];
}

export interface DatasetColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly label: { readonly vi: string; readonly en: string };
  /** The contract declares BIGINT, whose values JavaScript cannot hold: they travel as strings in JSON and as text in xlsx. */
  readonly wide?: boolean;
  /** What it was called before, in any order: rows that were stored under one of these names are read under today's. */
  readonly formerNames?: readonly string[];
}

/** DuckDB's names. */
export type ColumnType =
  'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP' | 'TIME' | `DECIMAL(${number},${number})`;
