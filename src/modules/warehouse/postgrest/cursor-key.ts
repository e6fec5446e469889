import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '#platform/files/index.ts';

/** The key that seals cursors; made at the first call. Only the owner of the data folder may call it. */
export async function loadCursorKey(keysFolder: string): Promise<Uint8Array> {
  const path = join(keysFolder, 'cursors');
  try {
    const key = await readFile(path);
    if (key.length === 32) return key;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const key = randomBytes(32);
  await writeFileDurably(path, key);
  return key;
}
