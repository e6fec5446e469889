import type { DatasetSchema } from '../dataset-schema.ts';
import type { StandingRows, StoredRows } from '../snapshots/snapshot.ts';
import type { KeysetTerm } from './keyset.ts';

/**
 * Whether rows lie in this order already, so that a page is read up to its end and nothing is sorted. They lie by key, in
 * the types that they were stored with.
 */
export function isStoredOrder(
  terms: readonly KeysetTerm[],
  rows: StoredRows | StandingRows | null,
  schema: DatasetSchema,
): boolean {
  if (terms.length === 0) return true;
  if (rows === null || !('schema' in rows)) return false;
  const { key } = rows.schema;
  if (key.length === 0) return false;
  // After the whole key nothing is left to order by.
  return terms.slice(0, key.length).every(({ column, descending, nulls }, place) => {
    const rising = !descending && nulls === 'last';
    return rising && column.name === key[place] && isStoredAs(column.name, rows, schema);
  });
}

/** Whether the column is read in the very type that it was stored with. */
export function isStoredAs(name: string, rows: StoredRows, schema: DatasetSchema): boolean {
  const typeIn = (columns: readonly { readonly name: string; readonly type: string }[]) =>
    columns.find((column) => column.name === name)?.type;
  return typeIn(rows.columns) === typeIn(schema.columns);
}
