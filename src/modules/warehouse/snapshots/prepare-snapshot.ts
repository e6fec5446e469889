import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LoadMode } from '#api/loads.ts';
import type { RowRestriction } from '#api/rights.ts';
import { quoteName } from '#platform/duckdb/quote.ts';
import { makeFolder, renameDurably, syncFolder } from '#platform/files/index.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import { countChangesSql } from './count-changes.ts';
import { planNextRows, type NextRows } from './next-rows.ts';
import { knownColumns, retiredColumns } from './retired-columns.ts';
import type { PreparedSnapshot, PublishedCounts, SnapshotFile, SnapshotSchema, StoredRows } from './snapshot.ts';
import { parquetScan, storedRelation } from './stored-relation.ts';
import { writeParts } from './write-parts.ts';

export interface PrepareSnapshotOptions {
  /** Sees the accepted rows, the current snapshot and the output folder. */
  readonly connection: DuckDBConnection;
  /** Parquet with at least the schema's columns, in types that cast to the schema's; together they have each key once. */
  readonly accepted: readonly string[];
  /** Null: the dataset has no snapshot yet. */
  readonly current: StoredRows | null;
  readonly schema: DatasetSchema;
  readonly mode: LoadMode;
  /** Rows of the current snapshot outside stay, whatever partitions the accepted rows name. */
  readonly partitions?: RowRestriction;
  /** Absolute. It must not exist; what an earlier run left half done beside it is removed. */
  readonly outputFolder: string;
  readonly rowsPerPart?: number;
  /** In rows of the next snapshot. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Merges the accepted rows with the current snapshot into the files of the next one, sorted by key, and counts the
 * difference. Touches no database: what it leaves is a folder that nobody names until `publishSnapshot`, complete and
 * synced once it has its final name. The current files are only read.
 */
export async function prepareSnapshot(options: PrepareSnapshotOptions): Promise<PreparedSnapshot> {
  const { connection, schema, current, mode } = options;
  if (mode === 'upsert' && schema.key.length === 0) {
    throw fail('snapshot-key-missing', 'The dataset has no primary key, so that there is nothing to upsert by');
  }
  if (current !== null) await assertCastable(connection, current, schema);
  const next = planNextRows({
    mode,
    schema,
    incoming: incomingRelation(options.accepted, schema),
    current: current === null ? null : storedRelation(current, schema, true),
    ...(options.partitions === undefined ? {} : { partitions: options.partitions }),
  });
  const snapshotSchema = withFieldIds(schema, current);
  const files = await writeFolder(options, nextRowsSql(schema, next), snapshotSchema);
  return { schema: snapshotSchema, files, ...(await countRows(connection, schema, next, files)) };
}

function incomingRelation(accepted: readonly string[], schema: DatasetSchema): string {
  const columns = schema.columns.map(({ name, type }) => `cast(${quoteName(name)} as ${type}) as ${quoteName(name)}`);
  return `(select ${columns.join(', ')} from ${parquetScan(accepted)})`;
}

function nextRowsSql(schema: DatasetSchema, { kept, incoming }: NextRows): string {
  const rows = kept === null ? incoming : `(select * from ${kept} union all select * from ${incoming})`;
  return schema.key.length === 0 ? `from ${rows}` : `from ${rows} order by ${schema.key.map(quoteName).join(', ')}`;
}

async function writeFolder(
  options: PrepareSnapshotOptions,
  query: string,
  schema: SnapshotSchema,
): Promise<readonly SnapshotFile[]> {
  const { connection, outputFolder } = options;
  const preparing = `${outputFolder}.preparing`;
  await rm(preparing, { recursive: true, force: true });
  await makeFolder(preparing);
  const files = await writeParts({
    connection,
    query,
    schema,
    folder: preparing,
    rowsPerPart: options.rowsPerPart ?? 1_000_000,
    onPart: (done, total) => options.onProgress?.(done, total),
  });
  await assertKeysOnce(
    connection,
    schema,
    files.map((file) => join(preparing, file.path)),
  );
  await syncFolder(preparing);
  await renameDurably(preparing, outputFolder);
  return files;
}

/**
 * Rows that stay and rows that come may share a key although neither has one twice: where the key does not contain the
 * partition, a delivery can name a key of somebody else's partition. Rows are sorted, so that equal keys are neighbours.
 */
async function assertKeysOnce(connection: DuckDBConnection, schema: SnapshotSchema, files: readonly string[]) {
  if (schema.key.length === 0) return;
  const key = `row(${schema.key.map(quoteName).join(', ')})`;
  const reader = await connection.runAndReadAll(
    `select count(*) from (select ${key} as _key, lag(${key}) over () as _before from ${parquetScan(files)})
    where _key = _before`,
  );
  const doubled = Number(reader.getRowsJson()[0]?.[0]);
  // The keys themselves may be personal data, and this text is logged.
  if (doubled > 0) {
    throw fail('snapshot-key-doubled', `${doubled} keys of this load stand already in rows that it leaves as they are`);
  }
}

async function assertCastable(connection: DuckDBConnection, current: StoredRows, schema: DatasetSchema): Promise<void> {
  const stored = new Map(current.columns.map((column) => [column.name, column.type]));
  for (const { name, type } of schema.columns) {
    const before = stored.get(name);
    if (before === undefined || before === type) continue;
    const column = quoteName(name);
    const reader = await connection.runAndReadAll(
      `select count(*) from ${parquetScan(current.files)} where ${column} is not null and try_cast(${column} as ${type}) is null`,
    );
    const count = Number(reader.getRowsJson()[0]?.[0]);
    if (count > 0) {
      throw fail('snapshot-incompatible', `${name} was ${before} and is now ${type}: ${count} values of it do not fit`);
    }
  }
}

function withFieldIds(schema: DatasetSchema, before: StoredRows | null): SnapshotSchema {
  const known = new Map(knownColumns(before).map((column) => [column.name, column.fieldId]));
  let last = Math.max(0, ...known.values());
  const columns = schema.columns.map((column) => ({ ...column, fieldId: known.get(column.name) ?? (last += 1) }));
  return { ...schema, columns, ...retiredColumns(before, columns) };
}

async function countRows(
  connection: DuckDBConnection,
  schema: DatasetSchema,
  next: NextRows,
  files: readonly SnapshotFile[],
): Promise<PublishedCounts> {
  const reader = await connection.runAndReadAll(countChangesSql(schema, next));
  const [added, changed, removed] = (reader.getRowsJson()[0] ?? []).map(Number);
  if (added === undefined || changed === undefined || removed === undefined) throw new Error('A count has no row');
  return { rows: files.reduce((sum, file) => sum + file.rows, 0), added, changed, removed };
}
