export { previewTables } from './preview-tables.ts';
export { readTables } from './read-tables.ts';
export type { ReadOptions } from './read-options.ts';
export type { PreviewTable, ReadMember, ReadOutcome } from './read-outcome.ts';
