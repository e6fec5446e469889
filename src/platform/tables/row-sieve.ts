import type { ParquetFile } from '#platform/parquet/parquet-file.ts';

/** Takes rows out of a csv as a reader passes over its bytes: those of which nothing more need be asked. */
export interface RowSieve {
  /** Undefined: no row of such a table would be taken. */
  readonly begin: (table: SiftedTable) => Promise<Sifting | undefined>;
}

export interface SiftedTable {
  /** Headings in their order. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly bytes: number;
  readonly stagingPath: (suffix: string) => string;
}

/** The passing over one file. Every data row is either taken or, once its end is found, left. */
export interface Sifting {
  /**
   * Where the row begins that follows the one at `start`, if that was taken; else -1, and nothing has happened.
   * `buffer[end]` is a line feed, `offset` is where `start` lies in the file.
   */
  readonly take: (buffer: Uint8Array, start: number, end: number, line: number, offset: number) => number;
  readonly leave: (buffer: Uint8Array, start: number, stop: number, line: number, offset: number) => void;
  /** Writes what has gathered; called between rows, so that memory does not grow. */
  readonly flush: () => Promise<void>;
  /** The whole file was passed over and is regular. Undefined: too few rows were taken to be worth it. */
  readonly close: (path: string, longestRow: number) => Promise<SiftedRows | undefined>;
  readonly discard: () => Promise<void>;
}

export interface SiftedRows {
  /** Rows that are surely as they should be, each with a key that no row before it has. */
  readonly taken: number;
  /** By rule: to how many of them it applies. */
  readonly applies: ReadonlyMap<string, number>;
  /** Whether a row, taken or left, may have this key; the cells as they would stand in it. */
  readonly mayHaveKey: (cells: readonly string[]) => boolean;
  /** Their values, if they were asked for. */
  readonly accepted?: { readonly path: string; readonly file: ParquetFile };
  /** The other rows as positioned text (see `TextStorage`). */
  readonly rest: {
    readonly path: string;
    readonly rowCount: number;
    readonly longestRow: number;
    /** So many at its end were taken, and stand there again since others have their keys. */
    readonly witnesses: number;
  };
}
