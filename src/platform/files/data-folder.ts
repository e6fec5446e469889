import { createHash } from 'node:crypto';
import { realpath, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
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
 * Makes the folder where it is missing and becomes its only owner, or fails with `data-folder-taken` and says who holds
 * it. The claim is an abstract socket: taken atomically, and gone with the process even if that is killed. It is seen by
 * every process of this machine that shares our network namespace, so not from another container on the same volume.
 */
export async function claimDataFolder(path: string): Promise<ClaimedDataFolder> {
  const folder = dataFolderAt(path);
  await makeFolder(folder.path);
  const owner = join(folder.path, 'owner');
  const release = await claim(await realpath(folder.path), owner);
  await writeFileDurably(owner, `process ${process.pid}`);
  const { landing, staging, snapshots, rejects, keys } = folder;
  for (const part of [landing, staging, snapshots, rejects, keys]) await makeFolder(part);
  return { ...folder, release };
}

async function claim(path: string, owner: string): Promise<() => Promise<void>> {
  const server = createServer((connection) => connection.destroy());
  const name = `\0daklake-${createHash('sha256').update(path).digest('hex')}`;
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') void sayTaken(path, owner).then(fail, fail);
      else fail(error);
    });
    server.listen(name, done);
  });
  server.unref();
  return () => new Promise((done) => void server.close(() => done()));
}

async function sayTaken(path: string, owner: string): Promise<Error> {
  const who = await readFile(owner, 'utf8').catch(() => 'a process that is just starting');
  return failFile(
    'data-folder-taken',
    `${path} is held by ${who.trim()}. Stop that one, or choose another folder with DAKLAKE_DATA.`,
  );
}
