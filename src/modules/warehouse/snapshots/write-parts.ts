import { randomUUID } from 'node:crypto';
import { chmod, constants, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { hashFile, syncFile } from '#platform/files/index.ts';
import { isPart } from './accepted-rows.ts';
import { partFormat } from './part-format.ts';
import type { SnapshotFile, SnapshotSchema } from './snapshot.ts';

export interface PartWriter {
  readonly connection: DuckDBConnection;
  readonly schema: SnapshotSchema;
  readonly folder: string;
  readonly rowsPerPart: number;
  /** Names that were not given before. */
  readonly nextName: () => string;
  /** Told once, before the first part: how many rows all parts will have, those that stay too. */
  readonly expect: (rows: number) => void;
  /** A part is there, or stays. */
  readonly onPart: (rows: number) => void;
}

/**
 * Writes the query, a query over the schema's columns whose order is the rows', as Parquet parts of at most `rowsPerPart`
 * rows, synced and read-only; of no rows one part, so that the columns are on disk. `rows` is how many there will be.
 *
 * The engine cannot cut an ordered result into files itself (it keeps no order across files that it rotates), so where
 * they are too many it sorts into one file, which is cut afterwards.
 */
export async function writeParts(writer: PartWriter, query: string, rows: number): Promise<readonly SnapshotFile[]> {
  const { connection, folder, schema, rowsPerPart } = writer;
  if (rows <= rowsPerPart) {
    const name = writer.nextName();
    await connection.run(`copy (${query}) to ${quoteText(join(folder, name))} ${partFormat(schema)}`);
    return [await finishPart(writer, name)];
  }
  // A name of its own each time: of a file that is written again under its name within a second the engine's cache may still
  // hold what was there before.
  const whole = join(folder, `whole-${randomUUID()}.parquet`);
  await connection.run(`copy (${query}) to ${quoteText(whole)} (format parquet, compression snappy)`);
  const files = await cutParts(writer, whole, rows);
  await rm(whole);
  return files;
}

/** Cuts a file whose rows are in order; `rows` is how many it has. */
async function cutParts(writer: PartWriter, file: string, rows: number): Promise<readonly SnapshotFile[]> {
  const { connection, folder, schema } = writer;
  const columns = schema.columns.map(({ name }) => quoteName(name)).join(', ');
  // Of equal length, so that two of them never fit into one.
  const parts = Math.ceil(rows / writer.rowsPerPart);
  const files: SnapshotFile[] = [];
  for (let part = 0; part < parts; part += 1) {
    const name = writer.nextName();
    const [first, after] = [part, part + 1].map((each) => Math.floor((rows * each) / parts));
    const query = `select ${columns} from read_parquet(${quoteText(file)})
      where file_row_number >= ${first} and file_row_number < ${after}`;
    await connection.run(`copy (${query}) to ${quoteText(join(folder, name))} ${partFormat(schema)}`);
    files.push(await finishPart(writer, name));
  }
  return files;
}

/**
 * In parts: so many rows that lie in the form of a part already may become one as they are, which costs but a copy. The
 * first load that touches it cuts it, and has to sort it where there is a key.
 */
const largestTaken = { withKey: 2, withoutKey: 8 };

/**
 * Takes accepted rows, `rows` in all, as they lie, or cuts them; undefined where they are not one file of the form of a
 * part. The file is copied: whoever made it may write it again.
 */
export async function takeAccepted(
  writer: PartWriter,
  accepted: readonly string[],
  rows: number,
): Promise<readonly SnapshotFile[] | undefined> {
  const [file, ...others] = accepted;
  if (file === undefined || others.length > 0 || !(await isPart(writer.connection, file, writer.schema)))
    return undefined;
  const most = writer.rowsPerPart * (writer.schema.key.length > 0 ? largestTaken.withKey : largestTaken.withoutKey);
  if (rows > most) return cutParts(writer, file, rows);
  const name = writer.nextName();
  await copyFile(file, join(writer.folder, name), constants.COPYFILE_FICLONE);
  return [await finishPart(writer, name)];
}

async function finishPart(writer: PartWriter, name: string): Promise<SnapshotFile> {
  const path = join(writer.folder, name);
  const described = await describePart(writer, path);
  await chmod(path, 0o444);
  await syncFile(path);
  writer.onPart(described.rows);
  return { ...described, ...(await hashFile(path)), path: name };
}

async function describePart({ connection, schema }: PartWriter, path: string) {
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
  return {
    rows: Number(rows),
    // The query casts both to text.
    minKey: minKey as string | null,
    maxKey: maxKey as string | null,
  };
}
