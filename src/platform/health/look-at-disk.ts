import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import type { Finding } from './health.ts';

const gigabyte = 2 ** 30;

/** The file system of the data folder: whether it can be written to, and whether it is nearly full. */
export async function lookAtDisk(folder: string): Promise<Finding> {
  const { bavail, blocks, bsize, ffree, files } = await statfs(folder);
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  return judgeDisk({
    folder,
    writable,
    free: bavail * bsize,
    size: blocks * bsize,
    // Some file systems count none.
    freeFiles: files === 0 ? Infinity : ffree,
  });
}

export interface DiskFacts {
  readonly folder: string;
  readonly writable: boolean;
  /** Bytes. */
  readonly free: number;
  readonly size: number;
  readonly freeFiles: number;
}

/** A load needs about three times the room of its file, and a file may have a gigabyte. */
export function judgeDisk({ folder, writable, free, size, freeFiles }: DiskFacts): Finding {
  const facts = { folder, free, size };
  if (!writable) return { condition: 'bad', code: 'disk-read-only', facts };
  if (freeFiles < 1000) return { condition: 'bad', code: 'disk-out-of-files', facts };
  if (free < gigabyte) return { condition: 'bad', code: 'disk-full', facts };
  if (free < 5 * gigabyte) return { condition: 'watch', code: 'disk-filling', facts };
  return { condition: 'good', code: 'disk-roomy', facts };
}
