import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { keySql } from './key-range.ts';
import type { SnapshotSchema } from './snapshot.ts';
import { parquetScan } from './stored-relation.ts';

/** Rows that come, in the columns and types of the schema. */
export function incomingRelation(
  accepted: readonly string[],
  schema: DatasetSchema,
  also: readonly string[] = [],
): string {
  const columns = schema.columns.map(({ name, type }) => `cast(${quoteName(name)} as ${type}) as ${quoteName(name)}`);
  return `(select ${[...columns, ...also].join(', ')} from ${parquetScan(accepted)})`;
}

export async function countAccepted(connection: DuckDBConnection, accepted: readonly string[]): Promise<number> {
  const reader = await connection.runAndReadAll(`select count(*) from ${parquetScan(accepted)}`);
  return Number(reader.getRowsJson()[0]?.[0]);
}

/** Whether a file of rows has the very columns, types and field ids of a part, and its rows are in the order of the key. */
export async function isPart(connection: DuckDBConnection, file: string, schema: SnapshotSchema): Promise<boolean> {
  const described = await connection.runAndReadAll(`describe from ${parquetScan([file])}`);
  const ids = await connection.runAndReadAll(
    `select name, field_id from parquet_schema(${quoteText(file)}) where num_children is null`,
  );
  const found = described.getRowsJson().map(([name, type]) => [name, type]);
  const expected = schema.columns.map(({ name, type }) => [name, type]);
  const foundIds = ids.getRowsJson().map(([name, id]) => [name, Number(id)]);
  const expectedIds = schema.columns.map(({ name, fieldId }) => [name, fieldId]);
  return isEqual(found, expected) && isEqual(foundIds, expectedIds) && (await isOrdered(connection, file, schema));
}

async function isOrdered(connection: DuckDBConnection, file: string, schema: SnapshotSchema): Promise<boolean> {
  if (schema.key.length === 0) return true;
  const key = keySql(schema);
  const reader = await connection.runAndReadAll(
    `select count(*) from (select ${key} as key, lag(${key}) over () as before, row_number() over () as place from ${parquetScan([file])})
    where place > 1 and (key > before) is not true`,
  );
  return Number(reader.getRowsJson()[0]?.[0]) === 0;
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
