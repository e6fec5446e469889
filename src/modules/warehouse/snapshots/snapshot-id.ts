import { randomBytes } from 'node:crypto';

/** Sorts by time within a dataset, is a legal folder name, and is never used twice. */
export function newSnapshotId(now: Date): string {
  const stamp = now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15);
  return `${stamp}-${randomBytes(4).toString('hex')}`;
}
