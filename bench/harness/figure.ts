/** What must hold: at most so much, or at least so much, in the figure's unit. */
export type Bound = { readonly atMost: number } | { readonly atLeast: number };

export interface Figure {
  /** What was done, e.g. `flights, 3,000,000 rows, from the command line to published`. */
  readonly name: string;
  readonly value: number;
  /** `×` is a ratio to the baseline of the same run. */
  readonly unit: '×' | '/s' | 's' | 'MB';
  /** None: told beside the others, and nothing is promised. */
  readonly bound?: Bound;
  /** How the value came about: seconds of both sides, processor seconds, runs. */
  readonly detail: string;
}

export interface BenchTools {
  /** A folder of the bench's own, removed at its end. */
  readonly folder: string;
  /** 1: the sizes that are promised; less for a quick look, whose bounds mean nothing. */
  readonly scale: number;
  /** For whoever waits; standard output carries the figures alone. */
  readonly tell: (line: string) => void;
}

/** What a file `bench/*.bench.ts` exports as `run`. `skipped` says what was missing. */
export type RunBench = (tools: BenchTools) => Promise<readonly Figure[] | { readonly skipped: string }>;

export function isMet({ value, bound }: Figure): boolean {
  if (bound === undefined) return true;
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
