import { cellNumber } from './cell-number.ts';
import { isFilled, type SourceRow } from './source-row.ts';

/** Equal but for what rounding each part can make. */
export function addsUp(sum: number, parts: number, count: number): boolean {
  const decimals = (/\.(\d+)/.exec(String(sum))?.[1] ?? '').length;
  const rounding = decimals === 0 && Number.isInteger(parts) ? 0 : 0.5 * 10 ** -Math.min(decimals, 6) * (count + 1);
  return Math.abs(sum - parts) <= Math.max(rounding, 1e-9 * Math.abs(sum));
}

export interface RunningSums {
  readonly add: (row: SourceRow) => void;
  /** Whether every number of a row, or `mostly`, is the sum of those above it, back to the last such row or to the first. */
  readonly match: (row: SourceRow, mostly: boolean) => 'subtotal' | 'total' | undefined;
  /** A new stretch begins. */
  readonly restart: () => void;
}

/** Sums of the columns, so that a row that adds them up is known though the rows have passed by. */
export function createRunningSums(columns: readonly number[]): RunningSums {
  const all = new Float64Array(columns.length);
  const stretch = new Float64Array(columns.length);
  let rows = 0;
  let stretchRows = 0;
  const matches = (row: SourceRow, sums: Float64Array, count: number, mostly: boolean): boolean => {
    if (count < 2) return false;
    let same = 0;
    let other = 0;
    for (const [place, column] of columns.entries()) {
      const number = numberAt(row, column);
      if (number === undefined) continue;
      if (!addsUp(number, sums[place] ?? 0, count)) other++;
      else if (number !== 0) same++;
    }
    if (mostly) return same > other;
    // One small number may be equal by chance.
    return other === 0 && (same >= 2 || (same === 1 && count >= 3));
  };
  return {
    add: (row) => {
      rows++;
      stretchRows++;
      for (const [place, column] of columns.entries()) {
        const number = numberAt(row, column) ?? 0;
        all[place] = (all[place] ?? 0) + number;
        stretch[place] = (stretch[place] ?? 0) + number;
      }
    },
    match: (row, mostly) => {
      if (matches(row, stretch, stretchRows, mostly) && stretchRows < rows) return 'subtotal';
      if (matches(row, all, rows, mostly)) return 'total';
      return undefined;
    },
    restart: () => {
      stretch.fill(0);
      stretchRows = 0;
    },
  };
}

/** The number in one of a row's cells, to add it up. */
export function numberAt({ cells, typed }: SourceRow, column: number): number | undefined {
  const cell = cells[column];
  return isFilled(cell) ? cellNumber(cell, typed?.[column] === true) : undefined;
}
