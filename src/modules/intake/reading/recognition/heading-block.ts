import type { Cell } from '../read-outcome.ts';
import { cellKind, isYear } from './cell-kind.ts';
import { isNoteText, isTitleText, isUnitsText } from './row-words.ts';
import { filledCells, isFilled, usedWidth, type MergedRange, type SourceRow } from './source-row.ts';

/** The row's cells with every merged cell's text in all the places that it covers, but for a lone one outside a heading. */
export function expandMerges(
  row: SourceRow,
  merges: readonly MergedRange[],
  options: { readonly inHeading: boolean } = { inHeading: false },
): readonly Cell[] {
  const touching = merges.filter((merge) => merge.firstRow <= row.row && row.row <= merge.lastRow);
  if (touching.length === 0) return row.cells;
  const cells: Cell[] = [...row.cells];
  for (const merge of touching) {
    const text = merge.firstRow === row.row ? (row.cells[merge.firstColumn] ?? null) : null;
    if (text === null) continue;
    if (!options.inHeading && filledCells(row.cells).length === 1 && merge.lastColumn > merge.firstColumn) continue;
    for (let column = cells.length; column <= merge.lastColumn; column++) cells[column] = null;
    for (let column = merge.firstColumn; column <= merge.lastColumn; column++) cells[column] = text;
  }
  return cells;
}

/** Index of the first row of the heading whose fullest row is at `found`: groups of columns may stand above it. */
export function headingBlockStart(window: readonly SourceRow[], found: number, merges: readonly MergedRange[]): number {
  let start = found;
  while (start > 0 && found - start < 4 && standsOver(window[start - 1], window[found], merges)) start--;
  return start;
}

/** Words over some of the columns: each merged over its own, or, where nothing is merged, none over the first. */
function standsOver(
  above: SourceRow | undefined,
  heading: SourceRow | undefined,
  merges: readonly MergedRange[],
): boolean {
  const filled = filledCells(above?.cells ?? []);
  if (above === undefined || heading === undefined || filled.length === 0) return false;
  if (filled.some((text) => cellKind(text) !== 'text' && !isYear(text))) return false;
  if (filled.some((text) => isTitleText(text) || isUnitsText(text) || isNoteText(text))) return false;
  const width = usedWidth(heading.cells);
  const first = heading.cells.findIndex(isFilled);
  const own = merges.filter(
    ({ firstRow, firstColumn, lastColumn }) =>
      firstRow === above.row && lastColumn > firstColumn && isFilled(above.cells[firstColumn]),
  );
  if (own.length > 0) {
    return own.every(
      ({ firstColumn, lastColumn }) =>
        lastColumn - firstColumn + 1 < width - first && (filled.length > 1 || firstColumn > first),
    );
  }
  const full = filledCells(heading.cells).length === width - first;
  return merges.length === 0 && full && width >= 4 && filled.length >= 2 && !isFilled(above.cells[first]);
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
    // Remarks are of no group, and only stand behind the last one.
    const ownName = next[column];
    return isFilled(ownName) && !/^ghi ch[uú]$/iu.test(ownName) ? group : cell;
  });
  return [spread, next];
}
