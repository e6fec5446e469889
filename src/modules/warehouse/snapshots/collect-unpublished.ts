import type { Database } from '#platform/database/database.ts';
import { discardUnnamed } from './discard-on-failure.ts';
import { listUnpublished } from './snapshot-folders.ts';

export interface CollectUnpublishedOptions {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
}

/**
 * Removes what a process that was killed had prepared and not published: only at a start, when nobody else is at work. What
 * was published all the same stays.
 */
export async function collectUnpublished(options: CollectUnpublishedOptions): Promise<number> {
  const left = await listUnpublished(options.snapshotsFolder);
  for (const attempt of left) await discardUnnamed({ ...options, ...attempt });
  return left.length;
}
