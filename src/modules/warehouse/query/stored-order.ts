import type { DatasetSchema } from '../dataset-schema.ts';
import type { StandingRows, StoredRows } from '../snapshots/snapshot.ts';
import type { KeysetTerm } from './keyset.ts';

/** How rows lie to an order: in it, in the opposite one, or neither. */
export type StoredOrder = 'same' | 'opposite' | 'other';

/**
 * Rows lie by key, in the types that they were stored with. Read in that order, or from its end, a page is there long before
 * all rows were seen.
 */
export function storedOrderOf(
  terms: readonly KeysetTerm[],
  rows: StoredRows | StandingRows | null,
  schema: DatasetSchema,
): StoredOrder {
  if (terms.length === 0) return 'same';
  if (rows === null || !('schema' in rows)) return 'other';
  const { key } = rows.schema;
  // After the whole key nothing is left to order by.
  const named = terms.slice(0, key.length);
  const isByKey = named.every(({ column }, place) => {
    return column.name === key[place] && isStoredAs(column.name, rows, schema);
  });
  if (key.length === 0 || !isByKey) return 'other';
  if (named.every(({ descending, nulls }) => !descending && nulls === 'last')) return 'same';
  // Rows alike in a part of the key come as they lie also in a falling order; and a null, if there were one, lies last.
  const isWhole =
    named.length === key.length && named.every(({ descending, nulls }) => descending && nulls === 'first');
  return isWhole ? 'opposite' : 'other';
}

/** Whether the column is read in the very type that it was stored with. */
export function isStoredAs(name: string, rows: StoredRows, schema: DatasetSchema): boolean {
  const column = schema.columns.find((each) => each.name === name);
  return column !== undefined && rows.columns.find((each) => each.name === name)?.type === column.type;
}
