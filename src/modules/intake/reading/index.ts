export { readTables } from './read-tables.ts';
export type { ReadOptions } from './read-options.ts';
export type { PreviewTable, ReadMember, ReadOutcome, SpooledTable } from './read-outcome.ts';
