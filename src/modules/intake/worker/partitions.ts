import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema, StoredRows } from '#modules/warehouse/index.ts';
import { parquetScan, storedRelation } from '#modules/warehouse/offline.ts';

/** The partitions that rows name, each as the JSON text of its values by field; null where the dataset is not cut up. */
export async function listPartitions(
  connection: DuckDBConnection,
  rows: string,
  partitionBy: readonly string[],
): Promise<readonly string[] | null> {
  if (partitionBy.length === 0) return null;
  // In whatever order a contract names them, the same partition has the same text.
  const fields = partitionBy.toSorted();
  const names = fields.map(quoteName).join(', ');
  const values = fields.map((name) => `${quoteText(name)}: cast(${quoteName(name)} as varchar)`);
  const reader = await connection.runAndReadAll(
    `select distinct to_json({${values.join(', ')}})::varchar
    from (select distinct ${names} from ${parquetScan([rows])}) order by all`,
  );
  return reader.getRowsJson().map(([partition]) => String(partition));
}

/** Rows that stand now where the accepted ones would go: in their partitions, or in the whole dataset. */
export async function countStanding(
  connection: DuckDBConnection,
  of: { readonly accepted: string; readonly current: StoredRows | null; readonly schema: DatasetSchema },
): Promise<number> {
  if (of.current === null) return 0;
  const same = of.schema.partitionBy.map((name) => `a.${quoteName(name)} is not distinct from c.${quoteName(name)}`);
  const where =
    same.length === 0
      ? ''
      : `where exists (select 1 from ${parquetScan([of.accepted])} as a where ${same.join(' and ')})`;
  const reader = await connection.runAndReadAll(
    `select count(*) from ${storedRelation(of.current, of.schema, false)} as c ${where}`,
  );
  return Number(reader.getRowsJson()[0]?.[0]);
}
