import { rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.ts';
import { listSnapshotFolders, listUnpublished, type SnapshotFolder } from '../snapshots/snapshot-folders.ts';
import type { WarehouseTables } from '../snapshots/tables.ts';

export interface SweepFilesOptions {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
  /** Files changed since are left: a snapshot may be on its way to being published. */
  readonly before: Date;
}

export interface SweptFile {
  /** Relative to the folder of snapshots. */
  readonly path: string;
  readonly bytes: number;
}

/**
 * Removes, one at a time, files that no row names, and folders that are empty then. Each is told once it is gone; whoever
 * stops asking leaves the rest as it is. What lies there is listed before it is asked what is named, so that whatever is
 * published meanwhile is named by then; a file that nothing names is never named again (`publishSnapshot`).
 */
export async function* sweepFiles(options: SweepFilesOptions): AsyncGenerator<SweptFile> {
  const { database, snapshotsFolder, before } = options;
  const folders = await listSnapshotFolders(snapshotsFolder);
  const underWay = new Set(
    (await listUnpublished(snapshotsFolder)).map(({ dataset, snapshot }) => `${dataset}/${snapshot}`),
  );
  for (const folder of folders) {
    if (folder.changedAt >= before || underWay.has(placeOf(folder))) continue;
    yield* sweepFolder(database, folder, before);
  }
}

async function* sweepFolder(database: Database, folder: SnapshotFolder, before: Date): AsyncGenerator<SweptFile> {
  const named = await listNamed(database, folder);
  const unnamed = folder.files.filter((name) => !named.has(`${folder.dataset}/${folder.snapshot}/${name}`));
  for (const name of unnamed) {
    const file = join(folder.path, name);
    const status = await stat(file).catch(() => undefined);
    if (status === undefined || status.mtime >= before) continue;
    await rm(file, { recursive: true, force: true });
    yield { path: `${folder.dataset}/${folder.snapshot}/${name}`, bytes: status.size };
  }
  // Not where something is left in it.
  if (unnamed.length === folder.files.length) await rmdir(folder.path).catch(() => undefined);
}

async function listNamed(database: Database, folder: SnapshotFolder): Promise<ReadonlySet<string>> {
  const paths = folder.files.map((name) => `${folder.dataset}/${folder.snapshot}/${name}`);
  const rows = await database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.snapshot_files')
    .select('path')
    .where((where) => where('path', '=', where.fn.any(where.val(paths))))
    .execute();
  return new Set(rows.map(({ path }) => path));
}

/** As notes of work under way name it: a folder that is being filled has another ending. */
const placeOf = ({ dataset, snapshot }: SnapshotFolder): string => `${dataset}/${snapshot.replace(/\.preparing$/, '')}`;
