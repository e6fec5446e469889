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
  /** Whether every number of a row is the sum of those above it, back to the last such row or to the first. */
  readonly match: (row: SourceRow) => 'subtotal' | 'total' | undefined;
  /** A new stretch begins. */
  readonly restart: () => void;
}

/** Sums of the columns, so that a row that adds them up is known though the rows have passed by. */
export function createRunningSums(width: number): RunningSums {
  const all = new Float64Array(width);
  const stretch = new Float64Array(width);
  let rows = 0;
  let stretchRows = 0;
  const matches = (row: SourceRow, sums: Float64Array, count: number): boolean => {
    if (count < 2) return false;
    let numbers = 0;
    for (let column = 0; column < width; column++) {
      const cell = row.cells[column];
      if (!isFilled(cell)) continue;
      const number = cellNumber(cell, row.typed?.[column] === true);
      if (number === undefined) continue;
      if (!addsUp(number, sums[column] ?? 0, count)) return false;
      if (number !== 0) numbers++;
    }
    // One small number may be equal by chance.
    return numbers >= 2 || (numbers === 1 && count >= 3);
  };
  return {
    add: (row) => {
      rows++;
      stretchRows++;
      for (let column = 0; column < width; column++) {
        const cell = row.cells[column];
        if (!isFilled(cell)) continue;
        const number = cellNumber(cell, row.typed?.[column] === true) ?? 0;
        all[column] = (all[column] ?? 0) + number;
        stretch[column] = (stretch[column] ?? 0) + number;
      }
    },
    match: (row) => {
      if (matches(row, stretch, stretchRows) && stretchRows < rows) return 'subtotal';
      if (matches(row, all, rows)) return 'total';
      return undefined;
    },
    restart: () => {
      stretch.fill(0);
      stretchRows = 0;
    },
  };
}
