import type { PreviewTable, ReadOptions, ReadOutcome } from '#modules/intake/offline.ts';

/** Real files of one kind, each held against a truth that our reader had no part in. */
export interface Corpus {
  /** The folder below the samples, or what is made of several. */
  readonly name: string;
  /** The least share of what is counted (cells, rows, files) that has to be read exactly. */
  readonly bound: number;
  /** What one unit of `right` and `total` is, for the printed line. */
  readonly unit: string;
  readonly cases: () => readonly CorpusCase[] | Promise<readonly CorpusCase[]>;
}

export interface CorpusCase {
  readonly name: string;
  readonly judge: (read: ReadOne) => Promise<Judgement>;
}

export interface Judgement {
  readonly right: number;
  readonly total: number;
  /** What is not as the truth says, in a line. */
  readonly differs?: string;
}

/** Reads a file whole in a process of its own that may take 60 s and 1 GB: `hung` and `crashed` are failures of ours. */
export type ReadOne = (path: string, options?: CorpusReadOptions) => Promise<CorpusReading>;

export type CorpusReadOptions = Partial<Omit<ReadOptions, 'stagingFolder' | 'sieve' | 'onProgress' | 'signal'>>;

export type CorpusReading =
  | { readonly kind: 'read'; readonly outcome: ReadOutcome<PreviewTable> }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'crashed' | 'hung'; readonly message: string };

/** A truth that every cell of a file is compared with; rows beyond either side count as wrong. */
export function compareCells(
  truth: readonly (readonly string[])[],
  read: readonly (readonly (string | null)[])[],
): Judgement {
  let right = 0;
  let total = 0;
  let differs: string | undefined;
  for (let row = 0; row < Math.max(truth.length, read.length); row++) {
    const [expected = [], found = []] = [truth[row], read[row]];
    for (let column = 0; column < Math.max(expected.length, found.length); column++) {
      total++;
      const want = expected[column] ?? '';
      const have = found[column] ?? '';
      if (want === have) right++;
      else differs ??= `row ${row + 1}, column ${column + 1}: “${have}” for “${want}”`;
    }
  }
  return { right, total, ...(differs === undefined ? {} : { differs }) };
}
