import type { DuckDBConnection } from '@duckdb/node-api';
import type { ColumnType } from '../dataset-schema.ts';
import type { StoredColumn } from './snapshot.ts';
import { parquetScan } from './stored-relation.ts';

/** The columns as the files themselves tell them; all files of a snapshot have the same. */
export async function readStoredColumns(
  connection: DuckDBConnection,
  files: readonly string[],
): Promise<readonly StoredColumn[]> {
  const scan = parquetScan(files.slice(0, 1));
  const types = await connection.runAndReadAll(`select column_name, column_type from (describe select * from ${scan})`);
  const ids = await connection.runAndReadAll(
    `select name, field_id from ${scan.replace('read_parquet', 'parquet_schema')} where field_id is not null`,
  );
  const idOf = new Map(ids.getRowsJson().map(([name, id]) => [String(name), Number(id)]));
  return types.getRowsJson().map(([name, type], position) => ({
    name: String(name),
    // Our own files hold our own types.
    type: String(type) as ColumnType,
    fieldId: idOf.get(String(name)) ?? position + 1,
  }));
}
