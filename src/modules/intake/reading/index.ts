export { readTables } from './read-tables.ts';
export { previewTables } from './preview-tables.ts';
export { readingErrors } from './errors.ts';
export { defaultReadLimits, type ReadLimits, type ReadOptions } from './read-options.ts';
export type { Cell, Dialect, Format, PreviewTable, ReadOutcome, ReadWarning, TextEncoding } from './read-outcome.ts';
