import type { DatasetSchema } from '../dataset-schema.ts';
import { knownColumns, retiredColumns } from './retired-columns.ts';
import type { SnapshotSchema, StoredRows } from './snapshot.ts';

/** The schema of a snapshot that follows these rows: a column has the field id that it, or one of its name, had before. */
export function nextSchema(
  schema: DatasetSchema,
  before: Pick<StoredRows, 'columns' | 'retired'> | null,
): SnapshotSchema {
  const known = new Map(knownColumns(before).map((column) => [column.name, column.fieldId]));
  let last = Math.max(0, ...known.values());
  const columns = schema.columns.map((column) => ({ ...column, fieldId: known.get(column.name) ?? (last += 1) }));
  return { ...schema, columns, ...retiredColumns(before, columns) };
}
