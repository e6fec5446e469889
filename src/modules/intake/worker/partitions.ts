import { readFile, stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '#modules/catalog/index.ts';
import { matchColumns } from '#modules/quality/offline/rules.ts';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetSchema, StoredRows } from '#modules/warehouse/index.ts';
import { parquetScan, storedRelation } from '#modules/warehouse/offline.ts';
import type { TextTable } from '#platform/tables/text-table.ts';

/** The partitions that rows name, each as the JSON text of its values by field; null where the dataset is not cut up. */
export async function listPartitions(
  connection: DuckDBConnection,
  rows: string,
  partitionBy: readonly string[],
): Promise<readonly string[] | null> {
  if (partitionBy.length === 0) return null;
  const names = partitionBy.map(quoteName).join(', ');
  const reader = await connection.runAndReadAll(
    `select distinct ${partitionText(partitionBy)}
    from (select distinct ${names} from ${parquetScan([rows])}) order by all`,
  );
  return reader.getRowsJson().map(([partition]) => String(partition));
}

/** SQL of the text of a row's partition: in whatever order a contract names the fields, the same one has the same text. */
export function partitionText(partitionBy: readonly string[]): string {
  const values = partitionBy.toSorted().map((name) => `${quoteText(name)}: cast(${quoteName(name)} as varchar)`);
  return `to_json({${values.join(', ')}})::varchar`;
}

/** Signs that a text may be written with in more than one way. */
const written = /["\\\p{Cc}\p{Zl}\p{Zp}]/u;

/** What is read whole, in bytes: a small file that is packed may hold hundreds of times as much. */
const mostText = 4 * 1024 * 1024;

/**
 * The same as `listPartitions` of rows of plain text that a sieve took, whose cells are their values: without an engine.
 * Undefined: it must be asked.
 */
export async function readPartitions(
  { storage, columns, rowCount }: Pick<TextTable, 'storage' | 'columns' | 'rowCount'>,
  contract: Contract,
  partitionBy: readonly string[],
): Promise<readonly string[] | null | undefined> {
  if (partitionBy.length === 0) return null;
  const match = matchColumns(contract, columns);
  const fields = partitionBy.toSorted().map((name) => {
    const place = contract.fields.findIndex((field) => field.name === name);
    return { name, type: contract.fields[place]?.type, column: match.columns[place] };
  });
  if (fields.some(({ type, column }) => type !== 'string' || column === undefined)) return undefined;
  if (storage.quote !== '' || storage.positioned) return undefined;
  if ((await stat(storage.path)).size > mostText) return undefined;
  const text = await readFile(storage.path, 'utf8');
  const lines = text.split(storage.newline).slice(storage.skipLines);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== rowCount || written.test(text.replaceAll(/[\r\n]/g, ''))) return undefined;
  const found = new Set<string>();
  for (const line of lines) {
    const cells = line.split(storage.delimiter);
    found.add(JSON.stringify(Object.fromEntries(fields.map(({ name, column = 0 }) => [name, cells[column] || null]))));
  }
  return [...found].toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
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
