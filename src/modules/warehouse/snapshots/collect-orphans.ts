import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.ts';
import { discardUnnamed } from './discard-on-failure.ts';
import { listSnapshotFolders, listUnpublished } from './snapshot-folders.ts';
import type { WarehouseTables } from './tables.ts';

export interface CollectOrphansOptions {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
  /** Folders changed since are left: a snapshot may be on its way to being published. */
  readonly before: Date;
}

/**
 * Removes what a process that was killed had prepared and not published: only at a start, when nobody else is at work. What
 * was published all the same stays.
 */
export async function collectUnpublished(
  options: Pick<CollectOrphansOptions, 'database' | 'snapshotsFolder'>,
): Promise<number> {
  const left = await listUnpublished(options.snapshotsFolder);
  for (const attempt of left) await discardUnnamed({ ...options, ...attempt });
  return left.length;
}

/**
 * Removes folders of snapshots that were prepared and never published. Folders are listed before names are read, so that
 * one that is published meanwhile is named by then; a folder of which any snapshot names a file is never touched.
 */
export async function collectOrphans(options: CollectOrphansOptions): Promise<readonly string[]> {
  const folders = await listSnapshotFolders(options.snapshotsFolder);
  const named = await namedFolders(options.database);
  const orphans = folders.filter(
    (folder) => folder.changedAt < options.before && !named.has(`${folder.dataset}/${folder.snapshot}`),
  );
  for (const orphan of orphans) await rm(orphan.path, { recursive: true, force: true });
  return orphans.map(({ dataset, snapshot }) => join(dataset, snapshot));
}

/** `<dataset>/<snapshot>` of every file that some snapshot consists of. */
export async function namedFolders(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshot_files')
    .select('path')
    .orderBy('path')
    .execute();
  return new Set(rows.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
}
