export { previewTables, readTables, type PreviewTable, type ReadOutcome } from './reading/index.ts';
