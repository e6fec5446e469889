import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Makes a file's content survive a power cut. Its name survives only once `syncFolder` was called for its folder. */
export async function syncFile(path: string): Promise<void> {
  await sync(path);
}

/** Makes names in a folder (files made, renamed, removed) survive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  await sync(path);
}

/** Makes a folder, and the ones above it, such that a power cut does not take them away again. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await syncFolder(dirname(folder));
}

/**
 * Writes a small file whole: whoever reads `path`, also after a crash at any moment, finds the old content or the new,
 * never a part. Two writers at once: one of them wins.
 */
export async function writeFileDurably(
  path: string,
  content: string | Uint8Array,
  options: { readonly mode?: number } = {},
): Promise<void> {
  const half = `${path}.${process.pid}.tmp`;
  const file = await open(half, 'w', options.mode ?? 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await renameDurably(half, path);
}

/** Removes what writers that were killed left of small files in a folder; for its only owner. */
export async function removeHalfWritten(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/\.\d+\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
  }
}

/** Gives a finished, synced file its name: all or nothing, and for good once this returns. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
