import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import type { StoredRows } from '../snapshots/snapshot.ts';
import { parquetScan, storedColumns } from '../snapshots/stored-relation.ts';
import type { FileRange } from './files-for.ts';

/**
 * The rows of a snapshot in the columns of `schema`, with their place in it: `_file` and `_row` (no field's name begins
 * with an underscore). With a range, of those files only. Without a snapshot there are no rows.
 */
export function rowSource(rows: StoredRows | null, schema: DatasetSchema, range?: FileRange): string {
  const { first, files } = range ?? { first: 0, files: rows?.files ?? [] };
  if (rows === null || files.length === 0) {
    const columns = schema.columns.map(({ name, type }) => `cast(null as ${type}) as ${quoteName(name)}`);
    return `(select ${columns.join(', ')}, 0 as _file, 0 as _row where false)`;
  }
  const columns = storedColumns(rows, schema, false).join(', ');
  const [scanned, file] =
    range?.lastFirst === true
      ? [files.toReversed(), `${first + files.length - 1} - file_index`]
      : [files, `file_index + ${first}`];
  return `(select ${columns}, ${file} as _file, file_row_number as _row from ${parquetScan(scanned)})`;
}
