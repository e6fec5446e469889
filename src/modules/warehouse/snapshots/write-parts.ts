import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { hashFile, syncFile } from '#platform/files/index.ts';
import type { SnapshotFile, SnapshotSchema } from './snapshot.ts';

export interface WritePartsOptions {
  readonly connection: DuckDBConnection;
  /** A query over the schema's columns, whose order is the rows'. */
  readonly query: string;
  readonly schema: SnapshotSchema;
  /** Exists, and is empty. */
  readonly folder: string;
  readonly rowsPerPart: number;
  readonly onPart: (rowsDone: number, rowsTotal: number) => void;
}

/** Smaller groups make the footer slow to read, larger ones make a look-up read more than it needs. */
const rowGroupSize = 50_000;

/**
 * Writes the query as Parquet parts of at most `rowsPerPart` rows, synced and read-only. There is always a first part,
 * also for no rows at all, so that the columns are on disk.
 *
 * The engine cannot cut an ordered result into files itself (it keeps no order across files that it rotates), so it sorts
 * into one file, which is cut afterwards where it is too long.
 */
export async function writeParts(options: WritePartsOptions): Promise<readonly SnapshotFile[]> {
  const { connection, folder, rowsPerPart } = options;
  const whole = join(folder, 'sorted.parquet');
  const rows = await copyToParquet(connection, options.query, whole, options.schema);
  const parts = Math.max(1, Math.ceil(rows / rowsPerPart));
  const files: SnapshotFile[] = [];
  for (let part = 0; part < parts; part += 1) {
    const name = `part-${String(part + 1).padStart(4, '0')}.parquet`;
    const path = join(folder, name);
    if (parts === 1) await rename(whole, path);
    else await copyToParquet(connection, rowsOf(whole, part * rowsPerPart, rowsPerPart), path, options.schema);
    files.push({ ...(await describePart(connection, path, options.schema)), path: name });
    options.onPart(Math.min(rows, (part + 1) * rowsPerPart), rows);
  }
  await rm(whole, { force: true });
  return files;
}

function rowsOf(file: string, first: number, count: number): string {
  return `select * from read_parquet(${quoteText(file)})
    where file_row_number between ${first} and ${first + count - 1}`;
}

async function copyToParquet(
  connection: DuckDBConnection,
  query: string,
  path: string,
  schema: SnapshotSchema,
): Promise<number> {
  const ids = schema.columns.map(({ name, fieldId }) => `${quoteName(name)}: ${fieldId}`).join(', ');
  const result = await connection.run(
    `copy (${query}) to ${quoteText(path)}
    (format parquet, compression zstd, row_group_size ${rowGroupSize}, field_ids {${ids}})`,
  );
  return result.rowsChanged;
}

async function describePart(connection: DuckDBConnection, path: string, schema: SnapshotSchema) {
  const file = quoteText(path);
  const key = schema.key.map((name) => `cast(${quoteName(name)} as varchar)`);
  const keyText = key.length > 0 ? `cast(json_array(${key.join(', ')}) as varchar)` : 'cast(null as varchar)';
  const reader = await connection.runAndReadAll(
    `with size as (select count(*) as rows from read_parquet(${file}))
    select size.rows,
      (select ${keyText} from read_parquet(${file}) where file_row_number = 0),
      (select ${keyText} from read_parquet(${file}) where file_row_number = size.rows - 1)
    from size`,
  );
  const [rows, minKey, maxKey] = reader.getRowsJson()[0] ?? [];
  await chmod(path, 0o444);
  await syncFile(path);
  return {
    ...(await hashFile(path)),
    rows: Number(rows),
    // The query casts both to text.
    minKey: minKey as string | null,
    maxKey: maxKey as string | null,
  };
}
