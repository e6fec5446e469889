export { previewTables, readTables, type PreviewTable, type ReadOutcome } from './reading/index.ts';
export { proposeContract } from './proposal/propose-contract.ts';
