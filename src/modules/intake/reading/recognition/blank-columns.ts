import type { Cell } from '../read-outcome.ts';
import type { Heading } from './find-heading.ts';
import type { ColumnRange } from './side-by-side.ts';
import { filledCells, isFilled, type MergedRange, type SourceRow } from './source-row.ts';

/**
 * Columns of a table with a heading in which neither this nor any of the first rows has anything: gaps of a layout.
 * `used`: the first column behind the last one.
 */
export function blankColumns(
  rows: readonly SourceRow[],
  { from, used: end }: Pick<ColumnRange, 'from' | 'used'>,
  { headerRows, columns }: Pick<Heading, 'headerRows' | 'columns'>,
): ReadonlySet<number> {
  if (headerRows.length === 0) return new Set();
  const used = Math.min(end, columns.findLastIndex((name) => name !== '') + 1);
  const counts = rows.map(({ cells }) => filledCells(cells.slice(from, used)).length);
  const full = Math.min(3, Math.max(0, ...counts));
  const first = counts.findIndex((count) => count >= full);
  const last = counts.findLastIndex((count) => count >= full);
  const blank = new Set<number>();
  if (full < 2) return blank;
  for (let column = from; column < used; column++) blank.add(column - from);
  for (let index = first; index <= last; index++) {
    // A lone text spans what it likes.
    if ((counts[index] ?? 0) < 2) continue;
    for (let column = from; column < used; column++)
      if (isFilled(rows[index]?.cells[column])) blank.delete(column - from);
  }
  return blank;
}

/**
 * Takes blank columns out of a row. What stands in one all the same is not lost: in titles and signatures it moves to the
 * left, elsewhere behind the last column, where the checks find it.
 */
export function withoutColumns(row: SourceRow, blank: ReadonlySet<number>, isFirst: boolean): SourceRow {
  const cells: Cell[] = [];
  const typed: boolean[] = [];
  const left: { readonly cell: Cell; readonly isNumber: boolean }[] = [];
  for (const [column, cell] of row.cells.entries()) {
    const isNumber = row.typed?.[column] === true;
    if (!blank.has(column)) {
      cells.push(cell);
      typed.push(isNumber);
    } else if (isFilled(cell)) {
      const place = cells.length - 1;
      if (isFirst && place >= 0 && !isFilled(cells[place])) cells[place] = cell;
      else left.push({ cell, isNumber });
    }
  }
  for (const { cell, isNumber } of left) {
    cells.push(cell);
    typed.push(isNumber);
  }
  return { ...row, cells, ...(row.typed === undefined ? {} : { typed }) };
}

/** The same merges, told by the columns that are left. */
export function mergesWithout(merges: readonly MergedRange[], blank: ReadonlySet<number>): readonly MergedRange[] {
  const before = (column: number): number => {
    let kept = column;
    for (const one of blank) if (one < column) kept--;
    return kept;
  };
  return merges.flatMap((merge) => {
    const firstColumn = before(merge.firstColumn);
    const lastColumn = before(merge.lastColumn + 1) - 1;
    return lastColumn < firstColumn ? [] : [{ ...merge, firstColumn, lastColumn }];
  });
}
