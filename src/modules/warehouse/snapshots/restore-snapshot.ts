import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { hashFile } from '#platform/files/index.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { isUnreadable } from '../engine/is-unreadable.ts';
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
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Makes an earlier state into the next snapshot, which names the same files, and counts the difference to the current one.
 * Every file is read and held against its hash: a state that is no longer what was published does not come back. Touches
 * no database and writes nothing.
 */
export async function restoreSnapshot(options: RestoreSnapshotOptions): Promise<PreparedSnapshot> {
  const { earlier, current, snapshotsFolder, onProgress } = options;
  for (const [place, file] of earlier.files.entries()) {
    await assertPublished(join(snapshotsFolder, file.path), file);
    onProgress?.(place + 1, earlier.files.length);
  }
  const counts = await countDifference(options);
  const { columns, key, partitionBy } = earlier.schema;
  const retired = retiredColumns(current.schema, columns);
  return { schema: { columns, key, partitionBy, ...retired }, files: earlier.files, ...counts };
}

async function assertPublished(path: string, published: SnapshotFile): Promise<void> {
  const found = await hashFile(path).catch((error: unknown) => {
    throw isMissing(error) ? damaged(published, 'is not there', error) : error;
  });
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
  const rows = rowsOf(earlier);
  const key = matchingKey(schema, [earlier.schema, current.schema]);
  const relation = ({ files, schema: { columns } }: SnapshotFiles) =>
    rowSource({ columns, files: files.map(({ path }) => join(snapshotsFolder, path)) }, schema);
  const question = countChangesSql({ ...schema, key }, { incoming: relation(incoming), replaced: relation(replaced) });
  const reader = await connection.runAndReadAll(question).catch((error: unknown) => {
    // The earlier files were just found whole: it is the state to be replaced that cannot be read, the very reason to go
    // back, and nothing can be said of it but how many rows it had.
    if (!isUnreadable(error)) throw error;
    return undefined;
  });
  if (reader === undefined) return { rows, added: rows, changed: 0, removed: rowsOf(current) };
  const [added, changed, removed] = (reader.getRowsJson()[0] ?? []).map(Number);
  if (added === undefined || changed === undefined || removed === undefined) throw new Error('A count has no row');
  return { rows, added, changed, removed };
}

const rowsOf = ({ files }: Pick<SnapshotFiles, 'files'>): number => files.reduce((sum, file) => sum + file.rows, 0);
