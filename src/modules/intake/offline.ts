export {
  readTables,
  type PreviewTable,
  type SpooledTable,
  type ReadOptions,
  type ReadOutcome,
} from './reading/index.ts';
export { proposeContractLater, proposeContractsLater } from './worker/proposal/propose-contract-later.ts';
