import type { Cell } from '../read-outcome.ts';
import { cellKind, isYear } from './cell-kind.ts';
import { isFormula, isNumberingRow } from './numbering-row.ts';
import { isOneOfWords } from './row-likeness.ts';
import { isNoteText, isTitleText } from './row-words.ts';
import { isUnit, isUnitsText } from './units.ts';
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
  if (merges.length > 0 || filled.length < 2) return false;
  if (first > 0 && isFilled(above.cells[0])) return completes(above.cells, heading.cells);
  const full = filledCells(heading.cells).length === width - first;
  return full && width >= 4 && !isFilled(above.cells[first]);
}

/** What the lower line leaves blank the upper one names, and the other way round but for groups' further columns. */
function completes(above: readonly Cell[], heading: readonly Cell[]): boolean {
  const width = Math.max(usedWidth(above), usedWidth(heading));
  const columns = Array.from({ length: width }, (_, column) => [isFilled(above[column]), isFilled(heading[column])]);
  const groups = columns.filter(([upper, lower]) => upper === true && lower === true).length;
  const spread = columns.filter(([upper, lower]) => upper === false && lower === true).length;
  return columns.every((pair) => pair.includes(true)) && groups >= 1 && spread >= 1;
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
  if (down) return filled.every((text) => cellKind(text) !== 'number' || isYear(text)) || countUp(filled);
  if (filled.length > 0 && here === above + 1 && isUnitsLine(window, index)) return true;
  const grouped = merges.some(
    (merge) => merge.firstRow === above && merge.lastRow === above && merge.lastColumn > merge.firstColumn,
  );
  if (grouped) {
    const named = wordy && fillsGroups(rows[index] ?? [], merges, above);
    return named && !(saysMoreThanGroups(window, index, merges) && isOneOfWords(window, index));
  }
  return merges.length === 0 && index < unmergedEnd(window, start);
}

/** It fills a column that has its name already, under no group: so does a row of data. */
function saysMoreThanGroups(window: readonly SourceRow[], index: number, merges: readonly MergedRange[]): boolean {
  const above = window[index - 1];
  return (window[index]?.cells ?? []).some(
    (cell, column) =>
      isFilled(cell) &&
      isFilled(above?.cells[column]) &&
      !merges.some(
        (merge) =>
          merge.firstRow === above?.row &&
          merge.lastColumn > merge.firstColumn &&
          merge.firstColumn <= column &&
          column <= merge.lastColumn,
      ),
  );
}

/** The days of a month, or periods, under one group. */
function countUp(filled: readonly string[]): boolean {
  return (
    filled.length >= 2 &&
    filled.every((text, index) => /^\d{1,2}$/.test(text) && Number(text) === Number(filled[0]) + index)
  );
}

/** `(km2) (người)` under some of the names; `ha | tấn` without brackets where numbers follow. */
export function isUnitsLine(window: readonly SourceRow[], index: number): boolean {
  const cells = window[index]?.cells ?? [];
  const filled = filledCells(cells);
  const bracketed = filled.every((text) => /^\(\s*[\p{L}%‰°][^()]{0,25}\)$/u.test(text));
  if (isFilled(cells[0])) return bracketed && filled.length >= 2;
  if (bracketed) return true;
  const below = window.slice(index + 1, index + 7).map((row) => row.cells);
  return (
    filled.length >= 2 &&
    cells.every((cell, column) => {
      if (!isFilled(cell)) return true;
      const texts = below.map((one) => one[column]).filter(isFilled);
      return isUnit(cell) && texts.length > 0 && texts.every((text) => cellKind(text) === 'number' || isFormula(text));
    })
  );
}

/** Every column under a group has a text of its own. */
function fillsGroups(cells: readonly Cell[], merges: readonly MergedRange[], above: number): boolean {
  return merges
    .filter((merge) => merge.firstRow === above && merge.lastRow === above && merge.lastColumn > merge.firstColumn)
    .some((merge) => isFilled(cells[merge.firstColumn]) && isFilled(cells[merge.lastColumn]));
}

/**
 * Text formats know no merges: a group stands over its first column only, and the next lines name the columns under it
 * where it is blank. Index behind the last of these lines.
 */
function unmergedEnd(window: readonly SourceRow[], start: number): number {
  const top = window[start]?.cells ?? [];
  const width = Math.max(...window.slice(start, start + 3).map(({ cells }) => usedWidth(cells)));
  const named = Array.from({ length: width }, (_, column) => isFilled(top[column]));
  if (named[0] !== true || !named.includes(false)) return start + 1;
  for (let index = start + 1; index < Math.min(window.length, start + 4); index++) {
    const cells = window[index]?.cells ?? [];
    if (isFilled(cells[0]) || !filledCells(cells).every((text) => cellKind(text) === 'text' || isYear(text))) break;
    // What stands under a name is that of a group, which goes on over the column behind.
    if (cells.some((cell, column) => isFilled(cell) && isFilled(top[column]) && isFilled(top[column + 1]))) break;
    for (const [column, cell] of cells.entries()) if (isFilled(cell)) named[column] = true;
    if (!named.includes(false) && bodyFollows(window.slice(index + 1), filledCells(cells).length)) return index + 1;
  }
  return start + 1;
}

function bodyFollows(rows: readonly SourceRow[], named: number): boolean {
  const numbering = isNumberingRow(rows[0]?.cells ?? [], rows.slice(1, 6));
  const filled = filledCells(rows[numbering ? 1 : 0]?.cells ?? []);
  return filled.length > named && filled.some((text) => cellKind(text) !== 'text');
}

/** Puts each group's text over every column that a lower line names and that is blank in its own. */
export function spreadGroups(
  block: readonly (readonly Cell[])[],
  merges: readonly MergedRange[],
): readonly (readonly Cell[])[] {
  if (merges.length > 0 || block.length < 2) return block;
  const width = Math.max(...block.map((cells) => cells.length));
  return block.map((cells, line) => {
    const lower = block.slice(line + 1);
    let group: Cell = null;
    return Array.from({ length: width }, (_, column) => {
      const cell = cells[column] ?? null;
      if (isFilled(cell)) group = cell;
      else if (block.slice(0, line).some((above) => isFilled(above[column]))) group = null;
      // Remarks are of no group, and only stand behind the last one.
      const names = lower.map((below) => below[column]).filter(isFilled);
      return names.length > 0 && !names.some((name) => /^ghi ch[uú]$/iu.test(name)) ? group : cell;
    });
  });
}
