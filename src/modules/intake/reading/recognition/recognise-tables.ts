import { blankColumns, mergesWithout, withoutColumns } from './blank-columns.ts';
import { findHeading, type HeadingOptions } from './find-heading.ts';
import { mergesAmong } from './merged-down.ts';
import {
  createTableRecogniser,
  isEnough,
  mostHeld,
  type RecognisedTable,
  type RecogniserOptions,
  type RowSink,
} from './recognise-table.ts';
import { findRanges, sliceMerges, sliceRow, textLeftOf, type ColumnRange } from './side-by-side.ts';
import { joinParts, splitCells, type SplitCell } from './split-cells.ts';
import { filledCells, isBlankRow, usedWidth, type SourceRow } from './source-row.ts';
import { standsAlone } from './stands-alone.ts';
import { mayStart, startLookahead, startsTable, tableAbove, type TableAbove } from './table-start.ts';

/** More tables than a person lays out on one sheet: what comes then stays with the last one. */
export const mostTables = 200;

/** Cells that looks at a region's first rows may go over: each look goes over all rows above its place. */
const mostLookedAt = 250_000;

/** One of the tables of a sheet, as its rows come. */
export interface TableOutput {
  readonly sink: RowSink;
  /** Undefined: there was no row with content. */
  readonly done: (table: RecognisedTable | undefined) => void;
}

export interface TablesRecogniser {
  readonly push: (row: SourceRow) => void;
  readonly end: () => void;
}

/** Tables that stand beside each other, and what is asked of the rows below them. */
interface Region extends TablesRecogniser {
  readonly above: TableAbove | undefined;
}

/**
 * Parts rows into the tables that stand among them, one below another or side by side, while they stream, and gives each
 * to a recogniser of its own. Holds the first rows of a region, and those that may begin the next one.
 */
export function createTablesRecogniser(options: RecogniserOptions, open: () => TableOutput): TablesRecogniser {
  const single = options.columns !== undefined || options.everyRow === true;
  let window: SourceRow[] = [];
  let waiting: SourceRow[] = [];
  let waitingFilled = 0;
  /** A blank row stands above those that wait. */
  let parted = false;
  let region: Region | undefined;
  let opened = 0;
  const openCounted = (): TableOutput => {
    opened++;
    return open();
  };

  /** Opens the region that the first rows belong to; what stands behind it begins the next window. */
  const settle = (ended: boolean): void => {
    const rows = window;
    window = [];
    const near = { ...options, merges: mergesAmong(options.merges ?? [], rows) };
    const next = opened < mostTables ? firstStart(rows, near, ended) : { at: undefined, open: undefined };
    const own = rows.slice(0, next.at ?? next.open);
    const several = opened > 0 || next.at !== undefined;
    region = openRegion(own, { near, options }, several, openCounted);
    for (const row of own) region.push(row);
    if (next.at !== undefined) {
      region.end();
      region = undefined;
      for (const row of rows.slice(next.at)) push(row);
    } else if (next.open !== undefined) for (const row of rows.slice(next.open)) push(row);
  };

  const passOn = (rows: readonly SourceRow[]): void => {
    for (const row of rows) region?.push(row);
  };

  const wait = (rows: SourceRow[]): void => {
    waiting = rows;
    waitingFilled = filledRows(rows);
  };

  /** Says of the rows that wait whether they begin a table, as far as can be said by now. */
  const decide = (ended: boolean): void => {
    while (waiting.length > 0 && region !== undefined) {
      if (!ended && waitingFilled < startLookahead && waiting.length < mostHeld) return;
      const rows = waiting;
      if (region.above !== undefined && opened < mostTables && startsTable(rows, region.above, parted)) {
        wait([]);
        region.end();
        region = undefined;
        for (const row of rows) push(row);
        return;
      }
      const next = rows.findIndex(({ cells }, index) => index > 0 && mayStart(cells, rows[index - 1]?.cells ?? []));
      parted = next > 0 && isBlankRow(rows[next - 1]?.cells ?? []);
      wait(next === -1 ? [] : rows.slice(next));
      passOn(next === -1 ? rows : rows.slice(0, next));
    }
  };

  let previous: SourceRow | undefined;
  const push = (row: SourceRow): void => {
    if (region === undefined) {
      window.push(row);
      if (isEnough(window, row)) settle(false);
    } else if (waiting.length > 0 || (region.above !== undefined && mayStart(row.cells, previous?.cells ?? []))) {
      if (waiting.length === 0) parted = isBlankRow(previous?.cells ?? []);
      waiting.push(row);
      if (!isBlankRow(row.cells)) waitingFilled++;
      decide(false);
    } else region.push(row);
    previous = row;
  };

  if (single) return whole(options, open);
  return {
    push,
    end: () => {
      while (window.length > 0 || waiting.length > 0) {
        if (region === undefined) settle(true);
        decide(true);
      }
      region?.end();
    },
  };
}

function whole(options: RecogniserOptions, open: () => TableOutput): TablesRecogniser {
  const { sink, done } = open();
  const recogniser = createTableRecogniser(options, sink);
  return { push: recogniser.push, end: () => done(recogniser.end()) };
}

/**
 * Where in a region's first rows the next table begins (`at`), or may begin when more rows have been seen (`open`): tables
 * so small that several stand there.
 */
export function firstStart(
  rows: readonly SourceRow[],
  options: HeadingOptions,
  ended: boolean,
): { readonly at: number | undefined; readonly open: number | undefined } {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  let lookedAt = 0;
  for (let index = 1; index < rows.length && lookedAt <= mostLookedAt; index++) {
    const before = rows[index - 1]?.cells ?? [];
    if (!mayStart(rows[index]?.cells ?? [], before)) continue;
    lookedAt += index * width;
    const first = rows.slice(0, index);
    const heading = findHeading(first, options);
    if (!standsAlone(first, heading)) continue;
    const rest = rows.slice(index);
    if (!ended && filledRows(rest) < startLookahead) return { at: undefined, open: index };
    if (startsTable(rest, tableAbove(first, heading), isBlankRow(before))) return { at: index, open: undefined };
  }
  return { at: undefined, open: undefined };
}

function filledRows(rows: readonly SourceRow[]): number {
  return rows.filter(({ cells }) => !isBlankRow(cells)).length;
}

/** `near`: with merges of these rows alone. */
function openRegion(
  rows: readonly SourceRow[],
  { near, options }: { readonly near: RecogniserOptions; readonly options: RecogniserOptions },
  several: boolean,
  open: () => TableOutput,
): Region {
  const ranges = rangesOf(rows, near);
  // Cells that are there for the sake of a wider table alone are none of this one's.
  const width = several || ranges.length > 1 ? Math.max(1, ...rows.map(({ cells }) => usedWidth(cells))) : Infinity;
  const heading = rows.some(({ cells }) => !isBlankRow(cells)) ? findHeading(rows, near) : undefined;
  const tables = ranges
    .filter(({ remarks }) => !remarks)
    .map((range) => {
      const blank = heading === undefined ? new Set<number>() : blankColumns(rows, range, heading);
      const split = heading === undefined ? [] : splitCells(rows, range, heading, near);
      return openRange({ range, blank, split, last: rows.at(-1)?.row ?? 0 }, ranges, options, open);
    });
  return {
    above: heading === undefined || heading.headerRows.length === 0 ? undefined : tableAbove(rows, heading),
    push: (row) => {
      const own = row.exact === true && row.cells.length > width ? { ...row, cells: trimmed(row.cells, width) } : row;
      for (const table of tables) table.push(own);
    },
    end: () => {
      for (const table of tables) table.end();
    },
  };
}

/** Text formats say how many cells a row has: their first columns count even if they are empty. */
export function rangesOf(rows: readonly SourceRow[], options: HeadingOptions): readonly ColumnRange[] {
  const [first, ...others] = findRanges(rows, options);
  const exact = rows.some((row) => row.exact === true);
  return [
    { from: exact ? 0 : (first?.from ?? 0), to: first?.to ?? Infinity, used: first?.used ?? 0, remarks: false },
    ...others,
  ];
}

/** Blank cells beyond the width are cut off; one with content is kept, and all before it. */
function trimmed(cells: SourceRow['cells'], width: number): SourceRow['cells'] {
  return cells.slice(0, Math.max(width, usedWidth(cells)));
}

/** What is known of the columns of one table; `split`: those that hold one text between them. */
interface RangeColumns {
  readonly range: ColumnRange;
  readonly blank: ReadonlySet<number>;
  readonly split: readonly SplitCell[];
  /** The last of the rows that were looked at. */
  readonly last: number;
}

function openRange(
  { range, blank, split, last }: RangeColumns,
  ranges: readonly ColumnRange[],
  options: RecogniserOptions,
  open: () => TableOutput,
): TablesRecogniser {
  const alone = ranges.length === 1;
  const left = new Set(blank);
  for (const { first, last: end } of split) for (let column = first + 1; column <= end; column++) left.add(column);
  const { sink, done } = open();
  const recogniser = createTableRecogniser(
    {
      ...options,
      ...(alone ? {} : { listsTrailingBlanks: false }),
      firstColumn: left.size > 0 ? 'moved' : range.from,
      merges: mergesWithout(sliceMerges(options.merges ?? [], range), left),
    },
    sink,
  );
  return {
    push: (row) => {
      const own = alone && range.from === 0 ? row : ownPart(row, range);
      const whole = split.reduce(joinParts, own);
      recogniser.push(left.size === 0 ? own : withoutColumns(whole, left, row.row <= last));
    },
    end: () => done(recogniser.end()),
  };
}

/** A lone text that stands left of a table, such as a title over all of them, stands over its first column, too. */
function ownPart(row: SourceRow, range: ColumnRange): SourceRow {
  const part = sliceRow(row, range);
  const gap = row.exact === true && part.cells.length > range.used - range.from;
  const own = gap ? { ...part, cells: trimmed(part.cells, range.used - range.from) } : part;
  const left = textLeftOf(row, range.from);
  if (left === null || !isBlankRow(own.cells) || filledCells(row.cells).length > 1) return own;
  return { ...own, cells: [left], ...(own.typed === undefined ? {} : { typed: [false] }) };
}
