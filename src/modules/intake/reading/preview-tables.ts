import { previewDestination } from './destinations/preview-tables.ts';
import { readFile } from './read-file.ts';
import type { PreviewTable, ReadOutcome, SpooledTable } from './read-outcome.ts';
import type { ReadOptions } from './read-options.ts';

/** Reads a file for a look at it: everything is gone through and counted, `limit` rows of each table are kept. */
export function previewTables(
  file: string,
  options: ReadOptions & { readonly limit: number },
): Promise<ReadOutcome<PreviewTable>> {
  return readFile(file, options, () => previewDestination(options.limit));
}

/** The same with all rows of each table, in files of the staging folder: memory does not grow with them. */
export async function spoolTables(file: string, options: ReadOptions): Promise<ReadOutcome<SpooledTable>> {
  const { spoolDestination } = await import('./destinations/spool-tables.ts');
  return readFile(file, { ...options, inPlace: false }, spoolDestination);
}
