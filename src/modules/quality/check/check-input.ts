import type { DuckDBConnection } from '@duckdb/node-api';
import type { LoadMode } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { NumberStyle } from '../reading/number-style.ts';
import type { ReferenceTarget } from '../rules/reference-rule.ts';
import type { Scoring } from '../score/scoring.ts';
import type { Widths } from './wide-tables.ts';

export interface CheckInput {
  readonly tables: readonly TextTable[];
  readonly contract: Contract;
  /** `YYYY-MM-DD`, in Vietnam: the day on which codes must be valid and after which nobody is born. */
  readonly receivedOn: string;
  readonly codeLists: CodeLists;
  readonly scoring: Scoring;
  /** Used by nobody else while the check runs; it may read the tables' files and write into `folder`. */
  readonly connection: DuckDBConnection;
  /** Another one to the same engine, which whoever asked closes; undefined: there is none. */
  readonly connect?: () => Promise<DuckDBConnection>;
  /** Gets the outcome's files; what is written on the way is removed. */
  readonly folder: string;
  readonly mode: LoadMode;
  /** The dataset's current snapshot (no file: it is empty); undefined: not known here, as offline. */
  readonly existing?: { readonly files: readonly string[] };
  /** What fields refer to in other datasets; undefined: not known here, as offline. */
  readonly references?: readonly ReferenceTarget[];
  /** Findings that are put into words in the result; all are in the findings file. */
  readonly maxFindings?: number;
  /** Whether the data came in time; undefined: not assessed. */
  readonly freshness?: { readonly passed: number; readonly applicable: number };
  /** The rows mend some of an earlier load. */
  readonly correction?: CorrectionInput;
  /** An officer's own unit: rows of others are rejected. */
  readonly unit?: { readonly field: string; readonly value: string };
  /** false: nobody needs the rows themselves, neither the accepted nor the rejected: findings and counts will do. */
  readonly writeRows?: boolean;
  /** false: nobody needs the accepted ones. */
  readonly writeAccepted?: boolean;
  /** How accepted rows are written, as the options of a copy: then sorted by the contract's key, if it has one. */
  readonly acceptedFormat?: string;
  /** Undefined: nobody asks. */
  readonly acceptedAhead?: AcceptedAhead | undefined;
  /** Looks at every row the slow way. The outcome is the same; tests prove it. */
  readonly examineAll?: boolean;
  readonly widths?: Widths;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Is told of files that together hold the accepted rows, in the types that they are written in, before all of them are put in
 * order; nothing, where they are known only then.
 */
export interface AcceptedAhead {
  readonly add: (file: string) => void;
  /** Waits until none of the files is needed any more. */
  readonly done: () => Promise<void>;
  /** Those were not the accepted rows after all, and no other will be named. */
  readonly forget: () => void;
}

/** What a check of mended rows knows of the delivery that they are of. */
export interface CorrectionInput {
  /** `taken` files of the corrections before: none of their rows is taken in again. */
  readonly taken: readonly string[];
  /** As they were decided over the whole delivery. */
  readonly numberStyles: SourceDescription['numberStyles'];
}

/** What of a source must be known to check some of its rows again. */
export interface SourceDescription {
  readonly tables: readonly {
    /** Null for a text file. */
    readonly name: string | null;
    readonly headings: readonly string[];
    /** By heading: the name of its column in the rejects file. */
    readonly columns: readonly string[];
  }[];
  /** What dots mean, by field. */
  readonly numberStyles: Readonly<Record<string, NumberStyle>>;
}

export interface CheckOutcome {
  readonly result: CheckResult;
  /**
   * Parquet: a column for each field under its name, typed. In the order of the source; where the contract has a key, in
   * its order if `acceptedFormat` says how, else in no promised one. null: rows were not asked for.
   */
  readonly accepted: string | null;
  /** Parquet: `_table`, `_row`, `_kind` (rejected, duplicate), `_reasons`, then the source's columns as text. null: as above. */
  readonly rejects: string | null;
  /** Parquet, see findings-file.ts. */
  readonly findings: string;
  /** Parquet: `_table`, `_row`, `field`, `original`, `value`, `mend` of every cell that was mended. */
  readonly originals: string;
  /** Parquet, of a correction only: `_table`, `_row` of every accepted row, and a hash of what it says. */
  readonly taken: string | null;
  readonly source: SourceDescription;
}
