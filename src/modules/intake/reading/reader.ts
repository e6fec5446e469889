import { join } from 'node:path';
import type { SiftedRows } from '#platform/tables/row-sieve.ts';
import type { TextStorage } from '#platform/tables/text-table.ts';
import type { Cell, Dialect, Format, ReadMember, ReadWarning, TextEncoding } from './read-outcome.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { ReadOptions } from './read-options.ts';
import type { LongFormOffer } from './long-form/long-form.ts';
import type { RecognisedTable, RowSink } from './recognition/recognise-table.ts';

/** Where a table's rows go: to a file that the engine scans, or into memory for a look at them. */
export interface Destination<T> {
  /** `turns` says how a table may be turned on its own accord; undefined: in every way. */
  readonly open: (turns?: Turns) => Promise<OpenTable<T>>;
  /** A table whose rows can be scanned where they lie; `firstRows` reads the first ones of them. */
  readonly inPlace: (
    table: NamedTable,
    storage: TextStorage,
    firstRows: (limit: number) => Promise<readonly PlacedRow[]>,
  ) => Promise<T>;
  /** Whether a table that could be scanned where it lies has to come row by row all the same. */
  readonly streams?: (
    columns: readonly string[],
    firstRows: (limit: number) => Promise<readonly PlacedRow[]>,
  ) => Promise<boolean>;
}

/**
 * Records name their fields themselves, so that none of their tables lies on its side (`crosstabs`); and of several lists
 * one may describe another (`asked`: a long form only where it is asked for).
 */
export type Turns = 'crosstabs' | 'asked';

export interface OpenTable<T> {
  readonly sink: RowSink;
  /** To be called between batches of rows; `all`: what waits for a full batch is written too. */
  readonly flush: (all?: boolean) => Promise<void>;
  readonly close: (table: NamedTable) => Promise<T>;
  /** Lets go of what was written, unless the table was closed. */
  readonly discard: () => Promise<void>;
}

export interface NamedTable extends RecognisedTable {
  readonly name: string | null;
  /** The sheet or member that it stands in, where another table has that name. */
  readonly sheet?: string | null;
  readonly sifted?: SiftedRows;
  /** How a crosstab can be told, or is told, as a long table. */
  readonly longForm?: LongFormOffer;
}

export interface PlacedRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

export interface ReaderContext<T> {
  readonly options: ReadOptions;
  readonly limits: ReadLimits;
  readonly destination: Destination<T>;
  /** A fresh path in the staging folder. */
  readonly stagingPath: (suffix: string) => string;
  readonly onProgress: (done: number, total: number) => void;
}

/** A file to be read: the one that was given, or a member that was unpacked from it. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: number;
  /** The member's path in an archive; null for the file itself. */
  readonly name: string | null;
  /** Its name as given, for messages and for what its suffix promises. */
  readonly fileName: string;
  /** Of a dBase table: where the file with its notes is. */
  readonly memo?: string;
}

export interface ReadPart<T> {
  readonly format: Format;
  readonly encoding: TextEncoding | null;
  readonly dialect: Dialect | null;
  /** Tables with rows, and those with a heading alone. */
  readonly tables: readonly T[];
  readonly rows: number;
  readonly warnings: readonly ReadWarning[];
  readonly members?: readonly ReadMember[];
}

/** Opens a table for as long as `work` takes; one that is not closed by then leaves nothing behind. */
export async function withOpenTable<T, R>(
  context: ReaderContext<T>,
  work: (opened: OpenTable<T>) => Promise<R>,
  turns?: Turns,
): Promise<R> {
  const opened = await context.destination.open(turns);
  try {
    return await work(opened);
  } finally {
    await opened.discard();
  }
}

export function stagingPaths(folder: string): (suffix: string) => string {
  let number = 0;
  return (suffix) => join(folder, `read-${++number}.${suffix}`);
}
