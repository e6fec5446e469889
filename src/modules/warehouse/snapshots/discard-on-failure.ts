import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.ts';
import { makeFolder } from '#platform/files/index.ts';
import { lockState } from './lock-state.ts';
import { listUnpublished, unpublishedFolder, unpublishedNote } from './snapshot-folders.ts';
import type { WarehouseTables } from './tables.ts';

export interface SnapshotAttempt {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
  readonly dataset: string;
  /** Made for this attempt: no other work prepares a folder of that name. */
  readonly snapshot: string;
}

export interface DiscardOnFailureOptions extends SnapshotAttempt {
  /** The folder could not be removed; the collector finds it. */
  readonly onLeft: (error: unknown) => void;
}

/**
 * Runs work that prepares and publishes one snapshot, and where it throws removes the snapshot's folder, unless the
 * snapshot was published all the same: of a commit whose answer was lost nobody knows how it ended, and its lock is waited
 * for. Throws what the work threw. A note on disk says until the end that the attempt is under way: by it the next attempt
 * for the dataset, or the next start, knows what a process that was killed, or the want of a database, left behind.
 *
 * The caller has the dataset's turn: nobody else prepares a snapshot of it.
 */
export async function discardOnFailure<T>(options: DiscardOnFailureOptions, work: () => Promise<T>): Promise<T> {
  const note = unpublishedNote(options);
  await makeFolder(unpublishedFolder(options.snapshotsFolder));
  for (const left of await listUnpublished(options.snapshotsFolder)) {
    if (left.dataset === options.dataset) await discardUnnamed({ ...options, ...left });
  }
  await writeFile(note, '');
  try {
    const done = await work();
    await rm(note, { force: true }).catch(options.onLeft);
    return done;
  } catch (error) {
    await discardUnnamed(options).catch(options.onLeft);
    throw error;
  }
}

/** Removes what the attempt left, unless its snapshot was published, and the note of it. */
export async function discardUnnamed(attempt: SnapshotAttempt): Promise<void> {
  const { database, snapshotsFolder, dataset, snapshot } = attempt;
  const place = join(snapshotsFolder, dataset, snapshot);
  await database.transaction().execute(async (transaction) => {
    await lockState(transaction, dataset);
    const left = (await isNamed(transaction, dataset, snapshot)) ? [] : [place, `${place}.preparing`];
    for (const path of [...left, unpublishedNote(attempt)]) await rm(path, { recursive: true, force: true });
  });
}

/** By itself, or by a later snapshot that consists of files of its folder. */
async function isNamed(transaction: Database, dataset: string, snapshot: string): Promise<boolean> {
  const tables = transaction.withTables<WarehouseTables>();
  const own = await tables
    .selectFrom('warehouse.snapshots')
    .select('id')
    .where('dataset', '=', dataset)
    .where('id', '=', snapshot)
    .executeTakeFirst();
  if (own !== undefined) return true;
  const file = await tables
    .selectFrom('warehouse.snapshot_files')
    .select('path')
    .where('dataset', '=', dataset)
    .where((where) => where.fn<boolean>('starts_with', ['path', where.val(`${dataset}/${snapshot}/`)]))
    .limit(1)
    .executeTakeFirst();
  return file !== undefined;
}
