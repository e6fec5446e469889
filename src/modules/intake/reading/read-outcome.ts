import type { EncodingCandidate } from '#api/encodings.ts';
import type { Localized } from '#api/localized.ts';
import type { LegacyCoding } from '#platform/text/legacy-codings.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { LongFormOffer } from './long-form/long-form.ts';

/** What a file may be; a compressed one has the format of what is in it, and tabs or semicolons are csv too. */
export const formats = [
  'csv',
  'xlsx',
  'xls',
  'xlsb',
  'ods',
  'spreadsheetml',
  'html-table',
  'json',
  'ndjson',
  'xml',
  'sdmx',
  'geojson',
  'shapefile',
  'kml',
  'parquet',
  'sql',
  'access',
  'dbase',
  'sqlite',
] as const;
export type Format = (typeof formats)[number];

/** How text was stored. `charset` is that of the bytes; `legacy` the Vietnamese coding that they carried in it. */
export interface TextEncoding {
  readonly charset: string;
  readonly legacy: LegacyCoding | null;
  readonly bom: boolean;
}

export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly newline: '\n' | '\r\n' | '\r';
}

export interface ReadWarning {
  readonly code: WarningCode;
  readonly message: Localized;
  /** How text may be coded: what spoke for the reading that was chosen, and against the others. */
  readonly evidence?: readonly EncodingCandidate[];
}

export type WarningCode =
  | 'encoding-guessed'
  | 'encoding-mixed'
  | 'encoding-damaged'
  | 'letters-lost'
  | 'text-cut'
  | 'rows-hidden'
  | 'rows-filtered'
  | 'columns-hidden'
  | 'columns-misaligned'
  | 'column-unnamed'
  | 'delimiter-doubted'
  | 'quotes-mended'
  | 'cells-merged'
  | 'cells-beyond'
  | 'cells-joined'
  | 'merges-unread'
  | 'totals-odd'
  | 'totals-kept'
  | 'crosstab-turned'
  | 'table-transposed'
  | 'sheets-hidden'
  | 'formulas-uncalculated'
  | 'formats-missing'
  | 'cells-in-error'
  | 'rows-deleted'
  | 'columns-unread'
  | 'numbers-lost'
  | 'values-computed'
  | 'rows-computed'
  | 'dump-cut'
  | 'rows-unchanged'
  | 'tables-unread'
  | 'member-ignored'
  | 'record-lists-ignored'
  | 'keys-as-column'
  | 'groups-as-columns'
  | 'values-around-ignored'
  | 'keys-repeated'
  | 'records-mixed'
  | 'xml-mended'
  | 'geometry-unread'
  | 'features-damaged'
  | 'features-odd'
  | 'coordinates-projected'
  | 'axes-swapped'
  | 'projection-missing'
  | 'projection-unknown';

/** What became of one file of an archive: its tables stand in the outcome in the order of the members. */
export interface ReadMember {
  /** Its path in the archive. */
  readonly file: string;
  /** Null: it could not be read. */
  readonly format: Format | null;
  readonly tables: number;
  readonly rows: number;
  readonly failure: { readonly code: string; readonly message: Localized } | null;
}

/** Of an archive, encoding and dialect are those of the first member that is a table. */
export interface ReadOutcome<T = TextTable> {
  readonly format: Format;
  /** Size of the file as given. */
  readonly bytes: number;
  readonly encoding: TextEncoding | null;
  readonly dialect: Dialect | null;
  readonly tables: readonly T[];
  readonly warnings: readonly ReadWarning[];
  /** Of an archive: each of its files, in order. */
  readonly members?: readonly ReadMember[];
}

export type Cell = string | null;

/** A table whose rows lie in files, as `daklake read --all --json` prints them. */
export interface SpooledTable extends Omit<TextTable, 'storage'> {
  readonly longForm?: LongFormOffer;
  /** Each the elements of a JSON array, without its brackets: the rows, and their source positions. */
  readonly spooled: { readonly rows: string; readonly rowNumbers: string };
}

/** A table as `daklake read` shows it: the first rows in memory, all of them counted, nothing stored. */
export interface PreviewTable extends Omit<TextTable, 'storage'> {
  readonly longForm?: LongFormOffer;
  readonly rows: readonly (readonly Cell[])[];
  /** Source positions of `rows`. */
  readonly rowNumbers: readonly number[];
}
