export { prepareSnapshot } from './snapshots/prepare-snapshot.ts';
export { parquetScan, storedRelation } from './snapshots/stored-relation.ts';
export { restoreSnapshot } from './snapshots/restore-snapshot.ts';
