import type { PublishedCounts, SnapshotFile } from './snapshot.ts';

/** What a load makes of the parts that stand. */
export interface NextParts extends Omit<PublishedCounts, 'rows'> {
  /** In the order of the rows; the path of one that was written is its name, one that stays has the path that it had. */
  readonly files: readonly SnapshotFile[];
}
