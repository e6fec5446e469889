import { foldHeading } from '#platform/text/fold-heading.ts';
import type { Cell } from '../read-outcome.ts';
import { cellKind, isValue } from './cell-kind.ts';
import { findHeading, type HeadingOptions } from './find-heading.ts';
import { filledCells, isFilled, type MergedRange, type SourceRow } from './source-row.ts';
import { isNoteText, isSignatureText } from './row-words.ts';
import { namesKey } from './column-words.ts';
import { standsAlone } from './stands-alone.ts';

/** Columns that belong to one table: from the first to before the next one's; the last goes on to the end. */
export interface ColumnRange {
  readonly from: number;
  readonly to: number;
  /** The first column behind its content: what is blank from there on is the gap before the next one. */
  readonly used: number;
  /** Remarks beside a table, which are none of it. */
  readonly remarks: boolean;
}

/** More blocks than tables fit beside each other: those are gaps in one. */
const mostBlocks = 12;

/** The tables that stand beside each other in these rows, from left to right. */
export function findRanges(rows: readonly SourceRow[], options: HeadingOptions): readonly ColumnRange[] {
  const found = filledBlocks(rows, options.merges ?? []);
  const blocks = found.length > mostBlocks ? found.slice(0, 1) : found;
  const ranges: { from: number; to: number; used: number; remarks: boolean }[] = [];
  for (const [index, { from, used }] of blocks.entries()) {
    const last = ranges.at(-1);
    const to = blocks[index + 1]?.from ?? Infinity;
    const range = { from, to, used, remarks: last !== undefined && areRemarks(rows, from, used) };
    if (last === undefined || range.remarks || areApart(rows, last, range, options)) ranges.push(range);
    else if (!last.remarks) Object.assign(last, { to, used });
  }
  return ranges;
}

/** Runs of columns with content, also that of merged cells; lone texts span what they like. */
function filledBlocks(
  rows: readonly SourceRow[],
  merges: readonly MergedRange[],
): readonly { readonly from: number; readonly used: number }[] {
  const fullest = Math.max(0, ...rows.map(({ cells }) => filledCells(cells).length));
  const filled: boolean[] = [];
  for (const { row, cells } of rows) {
    if (filledCells(cells).length < Math.min(3, fullest)) continue;
    for (const [column, cell] of cells.entries()) if (isFilled(cell)) filled[column] = true;
    for (const { firstRow, firstColumn, lastColumn } of merges) {
      if (firstRow !== row || !isFilled(cells[firstColumn])) continue;
      for (let column = firstColumn; column <= lastColumn; column++) filled[column] = true;
    }
  }
  const blocks: { from: number; used: number }[] = [];
  for (let column = 0; column < filled.length; column++) {
    if (filled[column] !== true) continue;
    const last = blocks.at(-1);
    if (last?.used === column) last.used++;
    else blocks.push({ from: column, used: column + 1 });
  }
  return blocks;
}

/** A few texts in one or two columns that have no heading, the first of them a note’s. */
function areRemarks(rows: readonly SourceRow[], from: number, used: number): boolean {
  const texts = rows.map(({ cells }) => filledCells(cells.slice(from, used))).filter((own) => own.length > 0);
  const first = texts[0]?.[0] ?? '';
  return (
    used - from <= 2 &&
    texts.length <= Math.max(3, 0.3 * rows.length) &&
    texts.every((own) => own.length === 1 && own.every((text) => !isValue(text))) &&
    first.length > 12 &&
    isNoteText(first)
  );
}

/** Both sides are whole tables, and something says that they are not one with an empty column in its midst. */
function areApart(rows: readonly SourceRow[], left: ColumnRange, right: ColumnRange, options: HeadingOptions): boolean {
  const [first, second] = [left, right].map((range) => sideOf(rows, range, options));
  if (first === undefined || second === undefined) return false;
  const { expectedHeadings = [] } = options;
  const held = (names: ReadonlySet<string>) =>
    expectedHeadings.filter((field) => field.some((name) => names.has(name))).length;
  const together = held(new Set([...first.names, ...second.names]));
  // Each side holds fields that the other lacks: the contract means them as one.
  if (together > Math.max(held(first.names), held(second.names))) return false;
  const repeats = [...second.names].some((name) => first.names.has(name));
  if (repeats || first.start !== second.start || first.end !== second.end || second.titled) return true;
  return (first.keyed && second.keyed) || (first.lists && second.lists);
}

function sideOf(rows: readonly SourceRow[], range: ColumnRange, options: HeadingOptions) {
  const own = rows.map((row) => sliceRow(row, range));
  const heading = findHeading(own, { ...options, merges: sliceMerges(options.merges ?? [], range) });
  const used = heading.columns.filter((name) => name !== '').length;
  if (heading.headerRows.length === 0 || used < 2 || !standsAlone(own, heading)) return undefined;
  const titles = own.slice(
    0,
    own.findIndex(({ row }) => row === heading.headerRows[0]),
  );
  const firsts = own
    .slice(heading.bodyStart)
    .map(({ cells }) => cells[0])
    .filter(isFilled);
  const [first = ''] = heading.columns;
  const named = namesKey(first);
  const distinct = new Set(firsts).size === firsts.length;
  return {
    keyed: named && distinct,
    // `Chủ tịch` and his telephone are said of what stands left of them.
    lists: distinct && !isSignatureText(first) && listsFigures(own.slice(heading.bodyStart), used),
    names: new Set(heading.columns.map(foldHeading).filter((name) => name !== '')),
    start: heading.headerRows[0],
    end: own.findLast(({ cells }) => filledCells(cells).length > 0)?.row,
    titled: range.from > 0 && titles.some(({ cells }) => filledCells(cells).length === 1),
  };
}

/** Names of things, and nothing but figures of each. */
function listsFigures(body: readonly SourceRow[], width: number): boolean {
  const rows = body.map(({ cells }) => cells).filter((cells) => filledCells(cells).length >= 2);
  const named = rows.filter(([first]) => isFilled(first) && cellKind(first) === 'text');
  const figures = rows.flatMap((cells) => filledCells(cells.slice(1, width)));
  return rows.length >= 3 && named.length === rows.length && figures.every((text) => cellKind(text) === 'number');
}

/** The part of a row that lies in a range. */
export function sliceRow(row: SourceRow, { from, to }: Pick<ColumnRange, 'from' | 'to'>): SourceRow {
  if (from === 0 && row.cells.length <= to) return row;
  const { typed, ...rest } = row;
  return {
    ...rest,
    cells: row.cells.slice(from, to),
    ...(typed === undefined ? {} : { typed: typed.slice(from, to) }),
  };
}

/** What stands left of all tables, in a row that is in one of them or in none. */
export function textLeftOf(row: SourceRow, from: number): Cell {
  const texts = filledCells(row.cells.slice(0, from));
  return texts.length === 0 ? null : texts.join(' ');
}

export function sliceMerges(merges: readonly MergedRange[], { from, to }: ColumnRange): readonly MergedRange[] {
  return merges
    .filter(({ firstColumn }) => firstColumn >= from && firstColumn < to)
    .map((merge) => ({
      ...merge,
      firstColumn: merge.firstColumn - from,
      lastColumn: Math.min(merge.lastColumn, to - 1) - from,
    }));
}
