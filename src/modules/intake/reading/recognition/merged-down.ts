import { isBlankRow, isFilled, type MergedRange, type SourceRow } from './source-row.ts';
import type { Cell } from '../read-outcome.ts';

interface OpenMerge extends MergedRange {
  readonly text: string;
  readonly isNumber: boolean;
}

/**
 * Repeats what stands in a cell that is merged downwards in every row that it covers, but for rows that hold nothing
 * else. Rows come in order; merges that began above the first of them are the heading's.
 */
export function createMergedDown(merges: readonly MergedRange[]) {
  const down = merges.filter(({ firstRow, lastRow }) => lastRow > firstRow).toSorted((a, b) => a.firstRow - b.firstRow);
  let next = 0;
  let open: OpenMerge[] = [];
  let rows = 0;
  return {
    fill: (row: SourceRow): SourceRow => {
      if (next >= down.length && open.length === 0) return row;
      open = open.filter(({ lastRow }) => lastRow >= row.row);
      const above = open;
      for (; (down[next]?.firstRow ?? Infinity) <= row.row; next++) {
        const merge = down[next];
        const text = merge === undefined ? undefined : row.cells[merge.firstColumn];
        if (merge === undefined || merge.firstRow < row.row || !isFilled(text)) continue;
        open = [...open, { ...merge, text, isNumber: row.typed?.[merge.firstColumn] === true }];
      }
      if (above.length === 0 || isBlankRow(row.cells)) return row;
      const filled = repeat(row, above);
      if (filled !== row) rows++;
      return filled;
    },
    /** Rows in which something was repeated. */
    rows: (): number => rows,
  };
}

function repeat(row: SourceRow, above: readonly OpenMerge[]): SourceRow {
  const cells: Cell[] = [...row.cells];
  const typed: boolean[] = [...(row.typed ?? [])];
  const repeated = new Set<number>();
  for (const { firstColumn, text, isNumber } of above) {
    if (isFilled(cells[firstColumn])) continue;
    for (let column = cells.length; column < firstColumn; column++) cells[column] = null;
    for (let column = typed.length; column < firstColumn; column++) typed[column] = false;
    cells[firstColumn] = text;
    typed[firstColumn] = isNumber;
    repeated.add(firstColumn);
  }
  return repeated.size === 0 ? row : { ...row, cells, typed, repeated };
}

/** Merges that touch some of these rows: a sheet may have hundreds of thousands of others. */
export function mergesAmong(merges: readonly MergedRange[], rows: readonly SourceRow[]): readonly MergedRange[] {
  const first = rows[0]?.row ?? 0;
  const last = rows.at(-1)?.row ?? 0;
  return merges.filter(({ firstRow, lastRow }) => firstRow <= last && lastRow >= first);
}

/** A row as it would stand without what it repeats: a total under a merged name leaves the name blank. */
export function withoutRepeated(row: SourceRow): SourceRow {
  const { repeated } = row;
  if (repeated === undefined) return row;
  return { ...row, cells: row.cells.map((cell, column) => (repeated.has(column) ? null : cell)) };
}
