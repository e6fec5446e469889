import type { SkippedRow } from '#platform/tables/text-table.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import type { Cell } from '../read-outcome.ts';
import { cellKind } from './cell-kind.ts';
import { expandMerges, headingBlockEnd, headingBlockStart, isUnitsLine, spreadGroups } from './heading-block.ts';
import { joinHeadings, numberedHeadings, uniqueHeadings } from './headings.ts';
import { isNumberingRow } from './numbering-row.ts';
import { isFormRow, isNoteText, isTitleText } from './row-words.ts';
import { isUnit, isUnitsText } from './units.ts';
import { namesColumn } from './column-words.ts';
import { isOneOfWords, looksLikeData, standsOverValues, textShare } from './row-likeness.ts';
import { titleFacts, type TitleFacts } from './title-facts.ts';
import { filledCells, isFilled, usedWidth, type MergedRange, type SourceRow } from './source-row.ts';

export interface Heading {
  readonly headerRows: readonly number[];
  /** The heading's cells row by row, as they stood, with the line that numbers the columns: the body may repeat them. */
  readonly headerCells: readonly (readonly Cell[])[];
  readonly columns: readonly string[];
  /** Index in the window of the first row behind the heading. */
  readonly bodyStart: number;
  /** Rows of the window before `bodyStart` that are not heading. */
  readonly skipped: readonly SkippedRow[];
  readonly facts: TitleFacts;
}

export interface HeadingOptions {
  readonly merges?: readonly MergedRange[];
  readonly expectedHeadings?: readonly (readonly string[])[];
}

/** Finds the heading among the first rows of a table, with or without a title block above it. */
export function findHeading(window: readonly SourceRow[], options: HeadingOptions): Heading {
  const rows = window.map((row) => expandMerges(row, options.merges ?? []));
  const width = typicalWidth(window);
  const guided = guidedStart(rows, options.expectedHeadings ?? [], options.merges ?? []);
  const found = guided ?? likeliestStart(window, rows, width, options.merges ?? []);
  if (found === undefined) return withoutHeading(window, 0, width);
  if (guided === undefined && looksLikeData(window, found)) return withoutHeading(window, found, width);
  const start = headingBlockStart(window, found, options.merges ?? []);
  const merges = mergesOfHeading(window, start, options.merges ?? []);
  const whole = headingBlockEnd(window, rows, found, merges);
  const units = namedWithoutUnits(window, { start, end: whole }, options) ? 1 : 0;
  const end = whole - units;
  const block = window.slice(start, end).map((row) => expandMerges(row, options.merges ?? [], { inHeading: true }));
  const headerCells = spreadGroups(block, merges);
  const wide = Math.max(
    ...headerCells.map(usedWidth),
    bodyWidth(window.slice(end)),
    ...exactWidths(window.slice(start, end)),
  );
  const numbered = units + numberingRows(window, whole);
  return {
    headerRows: window.slice(start, end).map((row) => row.row),
    headerCells: window.slice(start, end + numbered).map((row) => row.cells),
    columns: outlasting(uniqueHeadings(joinHeadings(headerCells, wide))),
    bodyStart: end + numbered,
    facts: outlasting(titleFacts(window.slice(0, start))),
    skipped: [
      ...titlesOf(window.slice(0, start)),
      ...window.slice(end, end + numbered).map((row, index) => ({
        row: row.row,
        why: skippedUnder(row, index < units),
      })),
    ],
  };
}

/** Those that begin in the rows of words from `start` on: a merged title says nothing of how headings are laid out. */
function mergesOfHeading(
  window: readonly SourceRow[],
  start: number,
  merges: readonly MergedRange[],
): readonly MergedRange[] {
  const end = window.findIndex(({ cells }, index) => index > start && textShare(filledCells(cells)) < 1);
  const [first, last] = [window[start], window[end === -1 ? window.length - 1 : end]].map((row) => row?.row ?? 0);
  return merges.filter(({ firstRow }) => firstRow >= (first ?? 0) && firstRow <= (last ?? 0));
}

/** What is kept as long as its table is: a text that was cut out of a decoded file keeps all of that in memory. */
function outlasting<T>(texts: T): T {
  return structuredClone(texts);
}

/** Whether the expected fields are called as the heading calls its columns without its last line, which says their units. */
function namedWithoutUnits(
  window: readonly SourceRow[],
  { start, end }: { readonly start: number; readonly end: number },
  { expectedHeadings = [], merges = [] }: HeadingOptions,
): boolean {
  if (expectedHeadings.length === 0 || end - start < 2 || !isUnitsLine(window, end - 1)) return false;
  const block = window.slice(start, end).map((row) => expandMerges(row, merges, { inHeading: true }));
  const width = Math.max(...block.map(usedWidth));
  const [kept = 0, left = 0] = [block, block.slice(0, -1)].map((lines) => {
    const names = new Set(joinHeadings(spreadGroups(lines, merges), width).map(foldHeading));
    return expectedHeadings.filter((field) => field.some((name) => names.has(name))).length;
  });
  return left > kept;
}

function skippedUnder({ cells }: SourceRow, ofUnits: boolean): SkippedRow['why'] {
  if (filledCells(cells).length === 0) return 'blank';
  return ofUnits ? 'units' : 'repeated-header';
}

/** The row that names most of the expected fields, if it names two of them or all. */
function guidedStart(
  rows: readonly (readonly Cell[])[],
  expected: readonly (readonly string[])[],
  merges: readonly MergedRange[],
): number | undefined {
  if (expected.length === 0) return undefined;
  let best: number | undefined;
  let most = Math.min(2, expected.length) - 1;
  for (const [index, cells] of rows.entries()) {
    const names = new Set(filledCells(cells).map(foldHeading));
    const below = merges.length > 0 ? joinHeadings(rows.slice(index, index + 2), cells.length).map(foldHeading) : [];
    for (const name of below) names.add(name);
    const found = expected.filter((field) => field.some((name) => names.has(name))).length;
    if (found > most) {
      most = found;
      best = index;
    }
  }
  return best;
}

/** The first row that is nearly as full as the fullest, in words, and not a title. */
function likeliestStart(
  window: readonly SourceRow[],
  rows: readonly (readonly Cell[])[],
  width: number,
  merges: readonly MergedRange[],
): number | undefined {
  const scores = rows.map((cells, index) => {
    const own = filledCells(window[index]?.cells ?? []);
    if (own.length === 0 || isFormRow(own)) return 0;
    const few = width > 1 && own.length < Math.max(2, Math.ceil(width / 3));
    if (few && !spansGroups(window[index], merges)) return 0;
    if (own.length <= 2 && width > 2 && own.some((text) => isTitleText(text) || isUnitsText(text))) return 0;
    return Math.min(1, filledCells(cells).length / width) * (0.25 + 0.75 * textShare(own));
  });
  const best = Math.max(0, ...scores);
  if (best === 0) return window.findIndex((row) => filledCells(row.cells).length > 0);
  const likeliest = scores.findIndex((score) => score >= 0.75 * best);
  // Numbers can be headings, too: what is as wide as the table is no title of it.
  const full = window.findIndex(({ cells }) => {
    const own = filledCells(cells);
    return own.length >= Math.max(2, 0.9 * width) && !isFormRow(own);
  });
  const start = full === -1 ? likeliest : Math.min(full, likeliest);
  return leavesNamesOut(window, rows, start) ? start - 1 : start;
}

/** Cells of it are merged to the right, over columns of a group, and others downwards beside what names these. */
function spansGroups(row: SourceRow | undefined, merges: readonly MergedRange[]): boolean {
  const own = merges.filter((merge) => merge.firstRow === row?.row && isFilled(row.cells[merge.firstColumn]));
  const across = own.some(
    ({ firstRow, lastRow, firstColumn, lastColumn }) => lastColumn > firstColumn && lastRow === firstRow,
  );
  return across && own.some(({ firstRow, lastRow }) => lastRow > firstRow);
}

/** Whether the row above, the first of all, is the heading, and names all columns but a few: the row is one of those below. */
function leavesNamesOut(window: readonly SourceRow[], rows: readonly (readonly Cell[])[], start: number): boolean {
  const above = window[start - 1];
  const merged = above?.cells !== rows[start - 1];
  if (above === undefined || merged || window.slice(0, start - 1).some(({ cells }) => filledCells(cells).length > 0)) {
    return false;
  }
  const names = filledCells(above.cells);
  const own = filledCells(window[start]?.cells ?? []).length;
  const only = names.length === 1 && above.exact === true && above.cells.length === own && own === 2;
  const half = names.length >= 2 && names.length === own / 2 && names.some(namesColumn);
  if (only ? (names[0] ?? '').length > 20 : names.length <= own / 2 && !half) return false;
  if (new Set(names).size < names.length || isFormRow(names)) return false;
  return names.every(isColumnName) && isOneOfWords(window, start) && !standsOverValues(window, start);
}

function isColumnName(text: string): boolean {
  if (text.length > 40 || /\d|[:：]$/.test(text) || cellKind(text) !== 'text') return false;
  return !isTitleText(text) && !isUnitsText(text) && !isUnit(text) && !isNoteText(text);
}

function withoutHeading(window: readonly SourceRow[], start: number, width: number): Heading {
  return {
    headerRows: [],
    headerCells: [],
    columns: numberedHeadings(
      Math.max(width, bodyWidth(window.slice(start)), ...exactWidths(window.slice(start, start + 1))),
    ),
    bodyStart: start,
    facts: titleFacts(window.slice(0, start)),
    skipped: titlesOf(window.slice(0, start)),
  };
}

/** Blank rows and lines that number the columns, straight under the heading. */
function numberingRows(window: readonly SourceRow[], end: number): number {
  for (let index = end; index < window.length; index++) {
    const cells = window[index]?.cells ?? [];
    if (filledCells(cells).length === 0) continue;
    return isNumberingRow(cells, window.slice(index + 1, index + 6)) ? index + 1 - end : 0;
  }
  return 0;
}

function titlesOf(rows: readonly SourceRow[]): readonly SkippedRow[] {
  return rows.map(({ row, cells, hidden }) => {
    const filled = filledCells(cells);
    if (filled.length === 0) return { row, why: 'blank' };
    if (hidden === true) return { row, why: 'hidden' };
    const units = filled.some(isUnitsText) || (filled.length === 1 && filled.every(isUnit));
    return { row, why: filled.length <= 2 && units ? 'units' : 'title' };
  });
}

/** How many cells a row of this table has: the median of those with more than one. */
function typicalWidth(window: readonly SourceRow[]): number {
  const counts = window
    .map((row) => filledCells(row.cells).length)
    .filter((count) => count > 1)
    .toSorted((a, b) => a - b);
  return counts[Math.floor(counts.length / 2)] ?? 1;
}

/** Columns that most rows of the body use, whether the heading names them or not. */
function bodyWidth(body: readonly SourceRow[]): number {
  const widths = body
    .map((row) => usedWidth(row.cells))
    .filter((width) => width > 0)
    .toSorted((a, b) => a - b);
  if (widths.length < 3) return body.some((row) => row.exact === true) ? 0 : (widths.at(-1) ?? 0);
  const exact = body.some((row) => row.exact === true);
  return (exact ? widths[Math.floor(widths.length * 0.2)] : widths.at(-1)) ?? 0;
}

function exactWidths(rows: readonly SourceRow[]): readonly number[] {
  return rows.filter((row) => row.exact === true).map((row) => row.cells.length);
}
