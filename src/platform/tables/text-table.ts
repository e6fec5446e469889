import type { SiftedRows } from './row-sieve.ts';

/**
 * A table as a reader left it: text, untyped, with the place of every row in its source. This is all that the later
 * steps know of a file, whatever its format was.
 */
export interface TextTable {
  /** The sheet's name, or the member's path in an archive; null for a text file. A second table there has a number behind it. */
  readonly name: string | null;
  /** The sheet or member that a second table stands in. */
  readonly sheet?: string | null;
  /** 1-based source rows that made up the heading; empty where there was none. */
  readonly headerRows: readonly number[];
  /** Headings in order, unique; a column without a heading is ''. */
  readonly columns: readonly string[];
  /**
   * Per column: every number in it was a typed cell (a spreadsheet's or JSON's), so that in `1.234` the dot is a decimal
   * point and not a thousands dot.
   */
  readonly typedNumbers: readonly boolean[];
  /** Data rows: those in `storage`, no more and no fewer. */
  readonly rowCount: number;
  readonly firstRow: number | null;
  readonly lastRow: number | null;
  /** Rows of the source that are not data, each with why; none of them is in `storage`. */
  readonly skipped: readonly SkippedRow[];
  /** What its figures are counted in, as a line above it says: `triệu đồng`. */
  readonly unit?: string;
  /** The time that it is about, as a line above it says: `6 tháng đầu năm 2024`. */
  readonly period?: string;
  readonly storage: TextStorage;
  /** It is a crosstab: how its rows are told, or could be. */
  readonly longForm?: CrosstabForm;
  /** The same rows once more, sifted; undefined: nobody asked, or it was not worth it. */
  readonly sifted?: SiftedRows;
}

/** A crosstab as its long form, a row for each figure. */
export interface CrosstabForm {
  /** true: the table's rows are the long form's. */
  readonly applied: boolean;
  /** Headings that every row keeps. */
  readonly kept: readonly string[];
  /** Headings that become rows. */
  readonly turned: readonly { readonly column: string }[];
  readonly dimensions: readonly { readonly heading: string }[];
  readonly value: string;
  readonly status: string;
}

export const skipReasons = [
  'title',
  'blank',
  'repeated-header',
  'subtotal',
  'total',
  'note',
  'signature',
  'units',
  'hidden',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export interface SkippedRow {
  readonly row: number;
  readonly why: SkipReason;
}

/**
 * The rows as delimited UTF-8 text that DuckDB can scan without guessing. Either the source itself, where it is regular
 * (`positioned: false`), or a copy that intake wrote (`positioned: true`).
 *
 * In both: an unquoted empty cell is null, a quoted empty cell is the empty text.
 */
export interface TextStorage {
  readonly path: string;
  readonly delimiter: string;
  /** '' where the file has no quotes at all. */
  readonly quote: string;
  readonly escape: string;
  readonly newline: '\n' | '\r\n';
  /** Physical lines before the first data row (title block and heading). */
  readonly skipLines: number;
  /**
   * true: two more columns follow the cells: the row's position in the source (an integer), and its shape (null: as the
   * heading; `-N`: N cells short, filled with null; `+TEXT`: something in cells beyond the heading, joined by tabs).
   * false: row i (from 0) stands at source row `firstRow + i`, and every row has as many cells as the heading.
   */
  readonly positioned: boolean;
  /** Some quoted cell holds a line end, so that rows cannot be told from lines without reading from the start. */
  readonly multiline?: boolean;
  /** Bytes of the longest row; undefined: none is over 2 MiB. */
  readonly longestRow?: number;
}
