export { prepareSnapshot } from './snapshots/prepare-snapshot.ts';
export { parquetScan } from './snapshots/stored-relation.ts';
