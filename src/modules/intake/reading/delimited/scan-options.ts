import type { Sifting } from '#platform/tables/row-sieve.ts';

export interface ScanOptions {
  readonly delimiter: string;
  /** Records before the first data row, and the cells that each record from there on should have. */
  readonly skipRecords: number;
  readonly width: number;
  /** The heading's first bytes: a record that begins with them may repeat it. */
  readonly headingStart: Buffer;
  readonly rowLimit: number;
  /** Is offered every record from there on. */
  readonly sifting?: Sifting | undefined;
  /** Asked where the file ends, which may still grow, with what was read so far: false if it does not. */
  readonly more?: (bytes: number) => Promise<boolean>;
  readonly onProgress: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}
