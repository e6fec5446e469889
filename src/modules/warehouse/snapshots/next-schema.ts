import type { DatasetSchema } from '../dataset-schema.ts';
import { knownColumns, retiredColumns } from './retired-columns.ts';
import type { SnapshotSchema, StoredRows } from './snapshot.ts';
import { storedColumnOf } from './stored-column.ts';

/**
 * The schema of a snapshot that follows these rows: a column has the field id that it, or one of its name, had before, also
 * under a former name.
 */
export function nextSchema(
  schema: DatasetSchema,
  before: Pick<StoredRows, 'columns' | 'retired'> | null,
): SnapshotSchema {
  const known = knownColumns(before);
  let last = Math.max(0, ...known.map(({ fieldId }) => fieldId));
  const columns = schema.columns.map((column) => {
    const held = storedColumnOf(column, before?.columns ?? []) ?? storedColumnOf(column, known);
    return { ...column, fieldId: held?.fieldId ?? (last += 1) };
  });
  return { ...schema, columns, ...retiredColumns(before, columns) };
}
