import { cellNumber } from './cell-number.ts';
import { isYear } from './cell-kind.ts';
import { isFilled, type SourceRow } from './source-row.ts';

/** Equal but for what rounding each part can make. */
export function addsUp(sum: number, parts: number, count: number): boolean {
  const decimals = (/\.(\d+)/.exec(String(sum))?.[1] ?? '').length;
  const rounding = decimals === 0 && Number.isInteger(parts) ? 0 : 0.5 * 10 ** -Math.min(decimals, 6) * (count + 1);
  return Math.abs(sum - parts) <= Math.max(rounding, 1e-9 * Math.abs(sum));
}

/** Equal to how it is written: `86.83` for 86.8333. */
function isMeanOf(mean: number, sum: number, count: number): boolean {
  const decimals = (/\.(\d+)/.exec(String(mean))?.[1] ?? '').length;
  return count > 0 && Math.abs(mean - sum / count) <= 0.51 * 10 ** -Math.min(decimals, 12);
}

/** `every`: of a row's numbers none differs, and so many are the same that it is no chance; `most`: more are the same than differ. */
export type Measure = 'every' | 'most';
export type Extreme = 'largest' | 'smallest';

export interface RunningSums {
  readonly add: (row: SourceRow) => void;
  /** Whether a row's numbers are the sums of those above it, back to the last such row or to the first. */
  readonly match: (row: SourceRow, measure: Measure) => 'subtotal' | 'total' | undefined;
  /** Whether most of them are the sums of those since the last such row. */
  readonly matchStretch: (row: SourceRow) => boolean;
  /** Whether its numbers are their means. */
  readonly matchMean: (row: SourceRow) => 'subtotal' | 'total' | undefined;
  /** Whether each of its numbers is the largest, or the smallest, of its column. */
  readonly matchExtreme: (row: SourceRow, extreme: Extreme) => 'total' | undefined;
  /** Whether most of its numbers are no less than the sums so far. */
  readonly mayHold: (row: SourceRow) => boolean;
  /** Whether it has numbers where those above have two or more, and most of them are no sums. */
  readonly differs: (row: SourceRow) => boolean;
  /** A new stretch begins. */
  readonly restart: () => void;
}

interface Stretch {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
  rows: number;
}

function emptyStretch(width: number): Stretch {
  return { sums: new Float64Array(width), counts: new Uint32Array(width), rows: 0 };
}

/** Sums of the columns, so that a row that adds them up is known though the rows have passed by. `addable`: by column, whether a sum of it means anything. */
export function createRunningSums(addable: readonly boolean[]): RunningSums {
  const all = emptyStretch(addable.length);
  const stretch = emptyStretch(addable.length);
  const extremes = {
    largest: new Float64Array(addable.length).fill(-Infinity),
    smallest: new Float64Array(addable.length).fill(Infinity),
  };
  const tally = (row: SourceRow, from: Stretch, agrees: (number: number, column: number) => boolean, mean: boolean) => {
    let same = 0;
    let other = 0;
    for (let column = 0; column < addable.length; column++) {
      const number = mean || addable[column] === true ? numberAt(row, column) : undefined;
      if (number === undefined || (mean && isYear(row.cells[column] ?? ''))) continue;
      if (!agrees(number, column)) other++;
      else if (number !== 0) same++;
    }
    return { same, other, rows: from.rows };
  };
  const sumsUp = (row: SourceRow, from: Stretch, measure: Measure): boolean => {
    if (from.rows < 2) return false;
    const { same, other } = tally(row, from, (number, at) => addsUp(number, from.sums[at] ?? 0, from.rows), false);
    if (measure === 'most') return same > other;
    // One small number may be equal by chance.
    return other === 0 && (same >= 2 || (same === 1 && from.rows >= 3));
  };
  const isMean = (row: SourceRow, from: Stretch): boolean => {
    if (from.rows < 2) return false;
    const means = (number: number, at: number) => isMeanOf(number, from.sums[at] ?? 0, from.counts[at] ?? 0);
    const { same, other } = tally(row, from, means, true);
    return other === 0 && (same >= 2 || (same === 1 && from.rows >= 3));
  };
  return {
    add: (row) => {
      for (const one of [all, stretch]) one.rows++;
      for (let column = 0; column < addable.length; column++) {
        const number = numberAt(row, column);
        if (number === undefined) continue;
        extremes.largest[column] = Math.max(extremes.largest[column] ?? number, number);
        extremes.smallest[column] = Math.min(extremes.smallest[column] ?? number, number);
        for (const { sums, counts } of [all, stretch]) {
          sums[column] = (sums[column] ?? 0) + number;
          counts[column] = (counts[column] ?? 0) + 1;
        }
      }
    },
    match: (row, measure) => {
      if (stretch.rows < all.rows && sumsUp(row, stretch, measure)) return 'subtotal';
      return sumsUp(row, all, measure) ? 'total' : undefined;
    },
    matchStretch: (row) => sumsUp(row, stretch, 'most'),
    matchMean: (row) => {
      if (stretch.rows < all.rows && isMean(row, stretch)) return 'subtotal';
      return isMean(row, all) ? 'total' : undefined;
    },
    matchExtreme: (row, extreme) => {
      if (all.rows < 2) return undefined;
      const { same, other } = tally(row, all, (number, at) => number === extremes[extreme][at], true);
      return other === 0 && (same >= 2 || (same === 1 && all.rows >= 3)) ? 'total' : undefined;
    },
    mayHold: (row) => {
      const { same, other } = tally(row, all, (number, at) => number >= (all.sums[at] ?? 0), false);
      return same > other;
    },
    differs: (row) => {
      if (sumsUp(row, stretch, 'most') || sumsUp(row, all, 'most')) return false;
      const known = (column: number) => (all.counts[column] ?? 0) >= 2;
      return addable.some((adds, column) => adds && known(column) && (numberAt(row, column) ?? 0) !== 0);
    },
    restart: () => {
      stretch.sums.fill(0);
      stretch.counts.fill(0);
      stretch.rows = 0;
    },
  };
}

/** The number in one of a row's cells, to add it up. */
export function numberAt({ cells, typed, repeated }: SourceRow, column: number): number | undefined {
  if (repeated?.has(column) === true) return undefined;
  const cell = cells[column];
  return isFilled(cell) ? cellNumber(cell, typed?.[column] === true) : undefined;
}
