import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

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
