import { createHash } from 'node:crypto';
import type { ColumnType, DatasetSchema } from '../dataset-schema.ts';
import { storedColumns } from '../snapshots/stored-relation.ts';
import type { Snapshot, SnapshotFile } from '../snapshots/snapshot.ts';
import { keyCells, type Masks } from './key-cells.ts';
import { keyedParts, type KeyedParts } from './keyed-parts.ts';
import { isOrdered } from './key-order.ts';
import type { KeyedRows } from './record-plan.ts';

export interface KeyedView {
  readonly dataset: string;
  /** Today's, in which rows are answered. */
  readonly schema: DatasetSchema;
  readonly masks: Masks;
  readonly snapshot: Snapshot;
}

/** A snapshot as its files of keys serve it. */
export interface KeyedDataset extends KeyedRows {
  readonly types: readonly ColumnType[];
  readonly parts: KeyedParts;
  /** Other for another snapshot, and for another way in which its rows are written. */
  readonly mark: string;
  /** Other for other bytes: of the part, or of how its rows are written. */
  readonly nameOf: (file: SnapshotFile) => string;
}

/** Grows when the same part should give another file than before. */
const keysVersion = 1;

/** Undefined where the key has no order that we know, or is not the one by which the snapshot is sorted. */
export function keyedDataset({ dataset, schema, masks, snapshot }: KeyedView): KeyedDataset | undefined {
  const types = schema.key.map((name) => typeIn(schema, name));
  const sorted = snapshot.schema.key.map((name) => typeIn(snapshot.schema, name));
  if (types.length === 0 || !types.every((type) => type !== undefined && isOrdered(type))) return undefined;
  if (String(schema.key) !== String(snapshot.schema.key) || String(types) !== String(sorted)) return undefined;
  const known = types.filter((type) => type !== undefined);
  const parts = keyedParts(snapshot.files, known);
  if (parts === undefined) return undefined;
  const cells = keyCells(schema, masks);
  const stored = { files: [], columns: snapshot.schema.columns };
  const written = [keysVersion, schema.key, cells, storedColumns(stored, schema, false)];
  const mark = createHash('sha256').update(JSON.stringify(written)).digest('hex');
  const nameOf = ({ sha256 }: SnapshotFile) => {
    const name = createHash('sha256').update(`${mark} ${sha256}`).digest('hex');
    return `${dataset}.${name.slice(0, 40)}.keys`;
  };
  return { schema, masks, cells, types: known, parts, mark: `${snapshot.id} ${mark}`, nameOf };
}

function typeIn(schema: Pick<DatasetSchema, 'columns'>, name: string): ColumnType | undefined {
  return schema.columns.find((column) => column.name === name)?.type;
}
