import { realpath, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { claim } from './claim.ts';
import { makeFolder, removeHalfWritten, writeFileDurably } from './durable-files.ts';
import { failFile } from './errors.ts';
import { isDiskFull } from './is-disk-full.ts';

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
 * `data-folder-taken` and says who holds it, or `data-folder-unwritable`.
 */
export async function claimDataFolder(path: string): Promise<ClaimedDataFolder> {
  const folder = dataFolderAt(path);
  await writing(folder.path, () => makeFolder(folder.path));
  const owner = join(folder.path, 'owner');
  const claimed = await claim(await realpath(folder.path));
  if (claimed === undefined) {
    const who = await readFile(owner, 'utf8').catch(() => 'a process that is just starting');
    throw failFile(
      'data-folder-taken',
      `${folder.path} is held by ${who}. Stop that one, or choose another folder with DAKLAKE_DATA.`,
    );
  }
  const { landing, staging, snapshots, rejects, keys } = folder;
  try {
    await writing(folder.path, async () => {
      for (const part of [landing, staging, snapshots, rejects, keys]) await makeFolder(part);
      for (const written of [folder.path, keys]) await removeHalfWritten(written);
      await writeFileDurably(owner, `process ${process.pid}`);
    });
  } catch (error) {
    await claimed.release();
    throw error;
  }
  return { ...folder, release: claimed.release };
}

/** Node says ENOENT, too, where a folder cannot be made on a disk that is mounted read-only. */
const refusals: readonly unknown[] = ['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'ENOENT'];

/** Says what to do where the system does not let us write. */
async function writing(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!refusals.includes(code) && !isDiskFull(cause)) throw cause;
    const mend = isDiskFull(cause)
      ? 'Its disk is full: free some room'
      : 'Let the user of the server write there, on a disk that is not mounted read-only';
    throw failFile(
      'data-folder-unwritable',
      `${path} cannot be written (${code}). ${mend}, or choose another folder with DAKLAKE_DATA.`,
      {
        cause,
      },
    );
  }
}
