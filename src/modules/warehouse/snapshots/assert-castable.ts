import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import type { StoredRows } from './snapshot.ts';
import { storedColumnOf } from './stored-column.ts';
import { parquetScan } from './stored-relation.ts';

/** Throws `snapshot-incompatible` where a value that stands does not fit the type that its column has now. */
export async function assertCastable(
  connection: DuckDBConnection,
  stored: Pick<StoredRows, 'files' | 'columns'>,
  schema: DatasetSchema,
): Promise<void> {
  if (stored.files.length === 0) return;
  for (const wanted of schema.columns) {
    const { name, type } = wanted;
    const held = storedColumnOf(wanted, stored.columns);
    if (held === undefined || held.type === type) continue;
    const before = held.type;
    const column = quoteName(held.name);
    const reader = await connection.runAndReadAll(
      `select count(*) from ${parquetScan(stored.files)} where ${column} is not null and try_cast(${column} as ${type}) is null`,
    );
    const count = Number(reader.getRowsJson()[0]?.[0]);
    if (count > 0) {
      throw fail('snapshot-incompatible', `${name} was ${before} and is now ${type}: ${count} values of it do not fit`);
    }
  }
}
