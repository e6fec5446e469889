export { describeDataset } from './describe-dataset.ts';
export { registerDatasetRoutes } from './http/register-dataset-routes.ts';
export { registerDownloadRoutes } from './http/register-download-routes.ts';
export { registerRecordRoutes } from './http/register-record-routes.ts';
export type { PortalDeps } from './portal-deps.ts';
export { createUsage } from './usage/create-usage.ts';
export { portalMigrations } from './usage/tables.ts';
export { searchDatasets } from './search-datasets.ts';
