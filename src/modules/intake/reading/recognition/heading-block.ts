import type { Cell } from '../read-outcome.ts';
import { cellKind } from './cell-kind.ts';
import { filledCells, isFilled, usedWidth, type MergedRange, type SourceRow } from './source-row.ts';

/** The row's cells with every merged cell's text in all the places that it covers, but for a merge as wide as the table. */
export function expandMerges(row: SourceRow, merges: readonly MergedRange[]): readonly Cell[] {
  const touching = merges.filter((merge) => merge.firstRow <= row.row && row.row <= merge.lastRow);
  if (touching.length === 0) return row.cells;
  const cells: Cell[] = [...row.cells];
  for (const merge of touching) {
    const text = merge.firstRow === row.row ? (row.cells[merge.firstColumn] ?? null) : null;
    if (text === null) continue;
    if (filledCells(row.cells).length === 1 && merge.lastColumn > merge.firstColumn) continue;
    for (let column = cells.length; column <= merge.lastColumn; column++) cells[column] = null;
    for (let column = merge.firstColumn; column <= merge.lastColumn; column++) cells[column] = text;
  }
  return cells;
}

/** Index behind the last row of the heading that begins at `start`. `rows` are the window's cells, merges expanded. */
export function headingBlockEnd(
  window: readonly SourceRow[],
  rows: readonly (readonly Cell[])[],
  start: number,
  merges: readonly MergedRange[],
): number {
  let end = start + 1;
  while (end < window.length && end - start < 6 && belongsToHeading(window, rows, start, end, merges)) end++;
  return end;
}

function belongsToHeading(
  window: readonly SourceRow[],
  rows: readonly (readonly Cell[])[],
  start: number,
  index: number,
  merges: readonly MergedRange[],
): boolean {
  const first = window[start]?.row ?? 0;
  const here = window[index]?.row ?? 0;
  const above = window[index - 1]?.row ?? 0;
  const down = merges.some((merge) => merge.firstRow >= first && merge.firstRow < here && merge.lastRow >= here);
  const filled = filledCells(window[index]?.cells ?? []);
  const wordy = filled.length > 0 && filled.every((text) => cellKind(text) === 'text' || /^(?:19|20)\d{2}$/.test(text));
  if (down) return filled.length === 0 || wordy;
  const grouped = merges.some(
    (merge) => merge.firstRow === above && merge.lastRow === above && merge.lastColumn > merge.firstColumn,
  );
  if (grouped) return wordy && fillsGroups(rows[index] ?? [], merges, above);
  return merges.length === 0 && index === start + 1 && wordy && continuesUnmerged(window, start);
}

/** Every column under a group has a text of its own. */
function fillsGroups(cells: readonly Cell[], merges: readonly MergedRange[], above: number): boolean {
  return merges
    .filter((merge) => merge.firstRow === above && merge.lastRow === above && merge.lastColumn > merge.firstColumn)
    .some((merge) => isFilled(cells[merge.firstColumn]) && isFilled(cells[merge.lastColumn]));
}

/**
 * Text formats know no merges: a group stands over its first column only, and the next line names the columns under it
 * where this one is blank.
 */
function continuesUnmerged(window: readonly SourceRow[], start: number): boolean {
  const top = window[start]?.cells ?? [];
  const next = window[start + 1]?.cells ?? [];
  const body = window[start + 2]?.cells ?? [];
  const width = Math.max(usedWidth(top), usedWidth(next));
  const gaps = Array.from({ length: width }, (_, column) => column).filter((column) => !isFilled(top[column]));
  if (gaps.length === 0 || isFilled(next[0]) || !isFilled(top[0])) return false;
  return (
    gaps.every((column) => isFilled(next[column])) &&
    filledCells(body).length > filledCells(next).length &&
    filledCells(body).some((text) => cellKind(text) !== 'text')
  );
}

/** Puts a group's text over every column that the next line names and it leaves blank itself. */
export function spreadGroups(
  block: readonly (readonly Cell[])[],
  merges: readonly MergedRange[],
): readonly (readonly Cell[])[] {
  const [top, next] = block;
  if (merges.length > 0 || block.length !== 2 || top === undefined || next === undefined) return block;
  let group: Cell = null;
  const spread = Array.from({ length: Math.max(top.length, next.length) }, (_, column) => {
    const cell = top[column] ?? null;
    if (isFilled(cell)) group = cell;
    return isFilled(next[column]) ? group : cell;
  });
  return [spread, next];
}
