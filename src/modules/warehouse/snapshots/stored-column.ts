import type { DatasetColumn } from '../dataset-schema.ts';

/**
 * The one of the stored columns that holds a column's values: of its name, else of the first former name that there is.
 * Undefined: none, the column is newer.
 */
export function storedColumnOf<Column extends { readonly name: string }>(
  { name, formerNames = [] }: Pick<DatasetColumn, 'name' | 'formerNames'>,
  stored: readonly Column[],
): Column | undefined {
  for (const known of [name, ...formerNames]) {
    const found = stored.find((column) => column.name === known);
    if (found !== undefined) return found;
  }
  return undefined;
}
