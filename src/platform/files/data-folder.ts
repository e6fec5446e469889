import { realpath, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { claim } from './claim.ts';
import { makeFolder, writeFileDurably } from './durable-files.ts';
import { failFile } from './errors.ts';

/** Everything that must be kept, and what is under way. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  /** Files as they were sent. */
  readonly landing: string;
  /** Work in progress; what no row names is removed. */
  readonly staging: string;
  /** Immutable Parquet. */
  readonly snapshots: string;
  readonly rejects: string;
  readonly keys: string;
}

export interface ClaimedDataFolder extends DataFolder {
  /** Lets another process have it. Ending, however abruptly, does the same. */
  release(): Promise<void>;
}

/** Where things are; makes nothing. */
export function dataFolderAt(path: string): DataFolder {
  const root = resolve(path);
  return {
    path: root,
    postgres: join(root, 'postgres'),
    landing: join(root, 'landing'),
    staging: join(root, 'staging'),
    snapshots: join(root, 'snapshots'),
    rejects: join(root, 'rejects'),
    keys: join(root, 'keys'),
  };
}

/**
 * Makes the folder where it is missing and becomes its only owner (see `claim` for how far that reaches), or fails with
 * `data-folder-taken` and says who holds it.
 */
export async function claimDataFolder(path: string): Promise<ClaimedDataFolder> {
  const folder = dataFolderAt(path);
  await makeFolder(folder.path);
  const owner = join(folder.path, 'owner');
  const claimed = await claim(await realpath(folder.path));
  if (claimed === undefined) {
    const who = await readFile(owner, 'utf8').catch(() => 'a process that is just starting');
    throw failFile(
      'data-folder-taken',
      `${folder.path} is held by ${who}. Stop that one, or choose another folder with DAKLAKE_DATA.`,
    );
  }
  await writeFileDurably(owner, `process ${process.pid}`);
  const { landing, staging, snapshots, rejects, keys } = folder;
  for (const part of [landing, staging, snapshots, rejects, keys]) await makeFolder(part);
  return { ...folder, release: claimed.release };
}
