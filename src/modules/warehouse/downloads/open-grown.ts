import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Opens a file once it has so many bytes; undefined where the work that makes it is over before that. */
export async function openGrown(
  path: string | undefined,
  bytes: number,
  work: Promise<void>,
): Promise<FileHandle | undefined> {
  // One for all looks: each wait on the work itself would be remembered until it ends.
  const over = new AbortController();
  const end = () => over.abort();
  work.then(end, end);
  while (!over.signal.aborted && path !== undefined) {
    const grown = await stat(path).catch(() => undefined);
    // Between the two looks it may have got its final name, or be gone.
    if (grown !== undefined && grown.size >= bytes) return open(path).catch(() => undefined);
    await sleep(20, undefined, { signal: over.signal }).catch(() => undefined);
  }
  return undefined;
}
