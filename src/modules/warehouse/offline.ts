export { prepareSnapshot } from './snapshots/prepare-snapshot.ts';
export { compareAhead, type AheadComparison } from './snapshots/compare-ahead.ts';
export { acceptedFormat } from './snapshots/part-format.ts';
export { parquetScan, storedRelation } from './snapshots/stored-relation.ts';
export { restoreSnapshot } from './snapshots/restore-snapshot.ts';
export { isUnreadable, snapshotUnreadable } from './engine/is-unreadable.ts';
