import type { TextTable } from '#platform/tables/text-table.ts';
import { retitledDestination } from './destinations/retitled-destination.ts';
import { storeTables } from './destinations/store-tables.ts';
import { readFile } from './read-file.ts';
import type { ReadOutcome } from './read-outcome.ts';
import type { ReadOptions } from './read-options.ts';

/**
 * Reads every table of a file into storage that the engine can scan: the file itself where it is regular, else a copy
 * in the staging folder. What cannot be read is a `DomainError` with a code of `readingErrors`.
 */
export function readTables(file: string, options: ReadOptions): Promise<ReadOutcome<TextTable>> {
  const { retitle } = options;
  return readFile(file, options, (stagingPath) =>
    retitle === undefined ? storeTables(stagingPath) : retitledDestination(storeTables(stagingPath), retitle),
  );
}
