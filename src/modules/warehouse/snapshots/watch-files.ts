import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { hashFile } from '#platform/files/index.ts';
import type { Finding } from '#platform/health/health.ts';
import type { WarehouseTables } from './tables.ts';

export interface WatchFilesDeps {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
  /** Files that one look asks for their size. */
  readonly atOnce?: number;
  /** Bytes that one look reads, and whatever the last file has more. */
  readonly mostRead?: number;
}

interface CurrentFile {
  readonly dataset: string;
  readonly position: number;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

type Place = Pick<CurrentFile, 'dataset' | 'position'>;

/**
 * Goes round the files of the current snapshots, some with every look: all of their sizes soon, all of their bytes in the
 * end. What `daklake verify` finds at once, in every snapshot, this finds by itself, in those that are read.
 */
export function watchFiles(deps: WatchFilesDeps): () => Promise<Finding> {
  const { database, snapshotsFolder, atOnce = 300, mostRead = 32 * 2 ** 20 } = deps;
  const damaged = new Map<string, string>();
  let measured: Place | undefined;
  let read: Place | undefined;

  async function measure(file: CurrentFile): Promise<boolean> {
    const status = await stat(join(snapshotsFolder, file.path)).catch(() => undefined);
    if (status?.size === file.bytes) return true;
    damaged.set(file.path, file.dataset);
    return false;
  }

  async function measureSome(): Promise<void> {
    const files = await listAfter(database, measured, atOnce);
    measured = files.length < atOnce ? undefined : files.at(-1);
    await Promise.all(files.map((file) => measure(file)));
  }

  async function readSome(): Promise<void> {
    for (let bytes = 0; bytes < mostRead;) {
      const [file] = await listAfter(database, read, 1);
      read = file;
      if (file === undefined) return;
      bytes += Math.max(file.bytes, 1);
      await judge(file);
    }
  }

  /** What was mended, by whatever means, is no longer damaged. */
  async function judge(file: CurrentFile): Promise<void> {
    if (!(await measure(file))) return;
    const { sha256 } = await hashFile(join(snapshotsFolder, file.path));
    if (sha256 === file.sha256) damaged.delete(file.path);
    else damaged.set(file.path, file.dataset);
  }

  return async () => {
    await measureSome();
    await readSome();
    const known = await listPaths(database, [...damaged.keys()]);
    for (const file of known) await judge(file);
    for (const path of damaged.keys()) if (!known.some((file) => file.path === path)) damaged.delete(path);
    const [first] = damaged;
    if (first === undefined) return { condition: 'good', code: 'files-whole', facts: {} };
    const facts = { files: damaged.size, file: first[0], dataset: first[1] };
    return { condition: 'bad', code: 'files-damaged', facts };
  };
}

function currentFiles(database: Database) {
  return database
    .withTables<WarehouseTables>()
    .selectFrom('warehouse.pointers as p')
    .innerJoin('warehouse.snapshot_files as f', (join) =>
      join.onRef('f.dataset', '=', 'p.dataset').onRef('f.snapshot', '=', 'p.snapshot'),
    )
    .select(['f.dataset', 'f.position', 'f.path', 'f.bytes', 'f.sha256'])
    .orderBy('f.dataset')
    .orderBy('f.position');
}

function listAfter(database: Database, after: Place | undefined, limit: number): Promise<readonly CurrentFile[]> {
  const files = currentFiles(database).limit(limit);
  if (after === undefined) return files.execute();
  return files.where(sql<boolean>`(f.dataset, f.position) > (${after.dataset}, ${after.position})`).execute();
}

/** Those that are still of a current snapshot; at most as many as one look measures. */
async function listPaths(database: Database, paths: readonly string[]): Promise<readonly CurrentFile[]> {
  if (paths.length === 0) return [];
  return currentFiles(database)
    .where((where) => where('f.path', '=', where.fn.any(where.val([...paths]))))
    .limit(1000)
    .execute();
}
