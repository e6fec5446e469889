import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import type { StoredRows } from './snapshot.ts';
import { parquetScan } from './stored-relation.ts';

/** Throws `snapshot-incompatible` where a value that stands does not fit the type that its column has now. */
export async function assertCastable(
  connection: DuckDBConnection,
  stored: Pick<StoredRows, 'files' | 'columns'>,
  schema: DatasetSchema,
): Promise<void> {
  if (stored.files.length === 0) return;
  const types = new Map(stored.columns.map((column) => [column.name, column.type]));
  for (const { name, type } of schema.columns) {
    const before = types.get(name);
    if (before === undefined || before === type) continue;
    const column = quoteName(name);
    const reader = await connection.runAndReadAll(
      `select count(*) from ${parquetScan(stored.files)} where ${column} is not null and try_cast(${column} as ${type}) is null`,
    );
    const count = Number(reader.getRowsJson()[0]?.[0]);
    if (count > 0) {
      throw fail('snapshot-incompatible', `${name} was ${before} and is now ${type}: ${count} values of it do not fit`);
    }
  }
}
