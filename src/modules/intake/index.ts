export { describeSource } from './corrections/describe-source.ts';
export { sendCorrectionBody } from './corrections/send-correction-body.ts';
export { listRejects, listSuggestions, type MendingDeps } from './corrections/read-mending.ts';
export { listDeliveries, type DeliveriesDeps } from './deliveries/list-deliveries.ts';
export { registerDeliveryRoutes } from './deliveries/register-delivery-routes.ts';
export { demandCancellation, demandDecision, getSeenLoad } from './http/authorize-load.ts';
export { registerLoadRoutes } from './http/register-load-routes.ts';
export { collectLeftovers } from './loads/collect-leftovers.ts';
export { createLoads, type Loads } from './loads/create-loads.ts';
export { loadErrors } from './loads/errors.ts';
export { readOtherwise, type ReadOtherwiseDeps } from './loads/read-otherwise.ts';
export { limitLooks } from './loads/limit-looks.ts';
export { createLoadReading, type LoadReading } from './loads/load-reading.ts';
export { createWorkers, type Workers } from './loads/workers.ts';
export { forkWorker } from './loads/worker-process.ts';
export { createLoadStore } from './loads/load-store.ts';
export { intakeMigrations } from './loads/tables.ts';
export { createWorkShares, type WorkShares } from './queue/work-shares.ts';
export { mappingErrors } from './mapping/errors.ts';
export { createFormLooks } from './mapping/form-looks.ts';
export { createMappingStore } from './mapping/mapping-store.ts';
export {
  listMappingVersions,
  lookAtForm,
  mappingAbilities,
  applyMapping,
  type MappingsDeps,
} from './mapping/mappings.ts';
export { registerMappingRoutes } from './mapping/register-mapping-routes.ts';
export { proposalErrors } from './proposal/errors.ts';
export { createProposals, type ProposeSent } from './proposal/propose-sent.ts';
export { registerProposalRoute } from './proposal/register-proposal-route.ts';
export { findReceipt, type ReceiptDeps } from './receipts/find-receipt.ts';
export { registerReceiptRoutes } from './receipts/register-receipt-routes.ts';
export { createAgencyQuotas } from './quotas/agency-quotas.ts';
export { changeQuota, readQuotas, type QuotaDeps } from './quotas/change-quota.ts';
export { registerQuotaRoutes } from './quotas/register-quota-routes.ts';
export { collect, type Removal } from './retention/collect.ts';
export { createCollector } from './retention/create-collector.ts';
export { readingErrors } from './reading/errors.ts';
export { readTables } from './reading/index.ts';
export { createDatasetTurns } from './versions/dataset-turns.ts';
export { registerRollbackRoute } from './versions/register-rollback-route.ts';
export { rollbackDataset, type RollbackDeps } from './versions/rollback-dataset.ts';
export { countLoads } from './sums/load-sums.ts';
export { lookAtFailures, lookAtWaiting, newestLoad } from './trails/look-at-loads.ts';
export { createLoadTrails } from './trails/load-trails.ts';
export { createUploads, type Uploads } from './uploads/create-uploads.ts';
export { uploadsName } from './uploads/upload-folder.ts';
