import { chmod, constants, copyFile, link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { hashFile, makeFolder, renameDurably, syncFile, syncFolder } from '#platform/files/index.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import { rowSource } from '../query/row-source.ts';
import { matchingKey, withoutSharedFiles, type SnapshotFiles } from './comparable-rows.ts';
import { countChangesSql } from './count-changes.ts';
import { retiredColumns } from './retired-columns.ts';
import type { PreparedSnapshot, PublishedCounts, SnapshotFile } from './snapshot.ts';

export interface RestoreSnapshotOptions {
  /** Sees the files of both snapshots. */
  readonly connection: DuckDBConnection;
  readonly snapshotsFolder: string;
  /** The one whose state is to stand again. */
  readonly earlier: SnapshotFiles;
  readonly current: SnapshotFiles;
  /** Today's, in which rows are compared. */
  readonly schema: DatasetSchema;
  /** Absolute. It must not exist; what an earlier run left half done beside it is removed. */
  readonly outputFolder: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes an earlier state into the files of the next snapshot, byte for byte, and counts the difference to the current one.
 * Every file is read and held against its hash: a state that is no longer what was published does not come back. Like
 * `prepareSnapshot` it touches no database and leaves a folder that is complete and synced once it has its name.
 */
export async function restoreSnapshot(options: RestoreSnapshotOptions): Promise<PreparedSnapshot> {
  const { earlier, current, outputFolder } = options;
  const preparing = `${outputFolder}.preparing`;
  await rm(preparing, { recursive: true, force: true });
  await makeFolder(preparing);
  try {
    const files = await takeFiles(options, preparing);
    const counts = await countDifference(options);
    await renameDurably(preparing, outputFolder);
    const { columns, key, partitionBy } = earlier.schema;
    const retired = retiredColumns(current.schema, columns);
    return { schema: { columns, key, partitionBy, ...retired }, files, ...counts };
  } catch (error) {
    await rm(preparing, { recursive: true, force: true });
    throw error;
  }
}

async function takeFiles(
  { earlier, snapshotsFolder, onProgress }: RestoreSnapshotOptions,
  folder: string,
): Promise<readonly SnapshotFile[]> {
  const files: SnapshotFile[] = [];
  for (const file of earlier.files) {
    const path = file.path.slice(file.path.lastIndexOf('/') + 1);
    await takeFile(join(snapshotsFolder, file.path), join(folder, path), file);
    files.push({ ...file, path });
    onProgress?.(files.length, earlier.files.length);
  }
  await syncFolder(folder);
  return files;
}

/** By a second name for the same bytes, since files of snapshots never change; by a copy where the disk knows no links. */
async function takeFile(from: string, to: string, published: SnapshotFile): Promise<void> {
  await link(from, to).catch(async (error: unknown) => {
    if (isMissing(error)) throw damaged(published, 'is not there', error);
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    await chmod(to, 0o444);
    await syncFile(to);
  });
  const found = await hashFile(to);
  if (found.sha256 !== published.sha256) throw damaged(published, 'has other bytes than those that were published');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function damaged({ path }: SnapshotFile, what: string, cause?: unknown): Error {
  return fail('snapshot-damaged', `${path} ${what}; choose another snapshot, and see what «verify» says`, { cause });
}

async function countDifference(options: RestoreSnapshotOptions): Promise<PublishedCounts> {
  const { connection, schema, snapshotsFolder, earlier, current } = options;
  const [incoming, replaced] = withoutSharedFiles(earlier, current);
  const key = matchingKey(schema, [earlier.schema, current.schema]);
  const relation = ({ files, schema: { columns } }: SnapshotFiles) =>
    rowSource({ columns, files: files.map(({ path }) => join(snapshotsFolder, path)) }, schema);
  const reader = await connection.runAndReadAll(
    countChangesSql({ ...schema, key }, { kept: null, incoming: relation(incoming), replaced: relation(replaced) }),
  );
  const [added, changed, removed] = (reader.getRowsJson()[0] ?? []).map(Number);
  if (added === undefined || changed === undefined || removed === undefined) throw new Error('A count has no row');
  return { rows: earlier.files.reduce((sum, file) => sum + file.rows, 0), added, changed, removed };
}
