import type { EncodingName } from '#api/encodings.ts';
import type { RowSieve } from '#platform/tables/row-sieve.ts';
import type { AheadScan } from './delimited/ahead-scan.ts';
import type { Retitle } from './destinations/retitled-destination.ts';
import type { ReadLimits } from '#platform/limits/read-limits.ts';
import type { ReadMember } from './read-outcome.ts';

export interface ReadOptions {
  /** An existing folder for unpacked members, transcoded text and canonical copies; the caller removes it. */
  readonly stagingFolder: string;
  /** The name under which the file was sent; only its suffix counts, and only to say that the content is another. */
  readonly fileName?: string;
  /** Reads this sheet, or member of an archive, alone. */
  readonly sheet?: string;
  /** Reads text thus, whatever it looks like; workbooks say themselves how theirs is coded. */
  readonly encoding?: EncodingName;
  /** Folded headings by which each expected field may arrive: the row that matches most of them is the heading. */
  readonly expectedHeadings?: readonly (readonly string[])[];
  /** Gives tables the headings of a mapping, and columns that it adds; see `retitledDestination`. */
  readonly retitle?: Retitle;
  /** false: rows pass one by one, also those of a file that could be scanned where it lies. */
  readonly inPlace?: boolean;
  /**
   * true: a crosstab is read as its long form. false: it is not, nor offered. undefined: it is where the expected headings
   * ask for that (see `fitContract`).
   */
  readonly longForm?: boolean;
  /** Is offered every data row of a file that can be scanned where it lies; see `TextTable.sifted`. */
  readonly sieve?: RowSieve;
  /**
   * true: a number that a sheet shows as percent is read as it shows it (`12.5%`), which is 12.5 in a field of numbers.
   * Else as it is stored (0.125).
   */
  readonly percents?: boolean;
  /** The file was scanned with that sieve while it arrived. */
  readonly ahead?: AheadScan;
  /** Every row below the heading is data, whatever it says and hidden or not, as in a ledger that we sent out. */
  readonly everyRow?: boolean;
  /** Is told what became of the files of an archive, also where none of them could be read. */
  readonly onMembers?: (members: readonly ReadMember[]) => void;
  /** Bytes done of all that are to be gone through. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  readonly limits?: ReadLimits;
}
