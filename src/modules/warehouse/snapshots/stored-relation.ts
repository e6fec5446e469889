import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { StoredRows } from './snapshot.ts';
import { storedColumnOf } from './stored-column.ts';

/** `read_parquet` over files whose rows belong one after the other. */
export function parquetScan(files: readonly string[]): string {
  return `read_parquet([${files.map((file) => quoteText(file)).join(', ')}])`;
}

/**
 * Stored rows in the columns of `schema`, whatever schema they were stored under: a column that they lack reads as null,
 * one that the schema no longer has is gone, one that was called otherwise is found, one whose type changed is cast. `strict` fails on a value that cannot be
 * cast, as a new snapshot must; otherwise it reads as null, as for a look at an old one. `also` are further columns.
 */
export function storedRelation(
  rows: StoredRows,
  schema: DatasetSchema,
  strict: boolean,
  also: readonly string[] = [],
): string {
  return `(select ${[...storedColumns(rows, schema, strict), ...also].join(', ')} from ${parquetScan(rows.files)})`;
}

/** The select list of `storedRelation`. */
export function storedColumns(rows: StoredRows, schema: DatasetSchema, strict: boolean): readonly string[] {
  const byName = new Map(rows.columns.map((column) => [column.name, column]));
  return schema.columns.map((wanted) => {
    const { name, type } = wanted;
    const stored = byName.get(name) ?? storedColumnOf(wanted, rows.columns);
    const column = quoteName(name);
    if (stored === undefined) return `cast(null as ${type}) as ${column}`;
    const held = quoteName(stored.name);
    if (stored.type !== type) return `${strict ? 'cast' : 'try_cast'}(${held} as ${type}) as ${column}`;
    return held === column ? column : `${held} as ${column}`;
  });
}
