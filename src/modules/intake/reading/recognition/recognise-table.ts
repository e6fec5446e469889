import type { SkippedRow, SkipReason } from '#platform/tables/text-table.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import { bodyContext, skipInBody, type BodyContext } from './body-rows.ts';
import { findHeading, type Heading, type HeadingOptions } from './find-heading.ts';
import { fitCells } from './fit-cells.ts';
import { createMergedDown, mergesAmong, withoutRepeated } from './merged-down.ts';
import { createGroups } from './group-rows.ts';
import { uniqueHeadings } from './headings.ts';
import { mostBeyond, type CellBeyond, type RowDoubts } from './row-doubts.ts';
import { filledCells, isBlankRow, isFilled, usedWidth, type MergedRange, type SourceRow } from './source-row.ts';
import { foldWords } from './row-words.ts';
import { splitTail } from './split-tail.ts';
import { createSumRows, leavesLabelsBlank } from './sum-rows.ts';
import { planBody } from './whole-row.ts';

/** Rows that are looked at together: to find the heading, and to tell what stands behind the table. */
export const headWindow = 100;
export const tailWindow = 40;
/** Rows that are held at most, however many of them are blank. */
export const mostHeld = 2_000;
/** Blank rows that are named among those skipped: a file of little else must not fill the memory. */
const mostBlankNamed = 100_000;

/** Takes the data rows of one table, in order. */
export interface RowSink {
  readonly begin: (columns: readonly string[]) => void;
  /** Is shown every row as it stands in the source, before anybody has said what it is. */
  readonly look?: (row: SourceRow, merges: readonly MergedRange[]) => void;
  /** `cells` has one cell a column; `shape` as in `TextStorage`. */
  readonly write: (row: number, cells: readonly Cell[], shape: string | null) => void;
}

export interface RecognisedTable {
  readonly headerRows: readonly number[];
  readonly columns: readonly string[];
  readonly typedNumbers: readonly boolean[];
  readonly rowCount: number;
  readonly firstRow: number | null;
  readonly lastRow: number | null;
  readonly skipped: readonly SkippedRow[];
  readonly doubts?: RowDoubts;
  /** What the lines above it say of its figures. */
  readonly unit?: string;
  readonly period?: string;
}

export interface TableRecogniser {
  readonly push: (row: SourceRow) => void;
  /** The table; undefined where there was not one row with content. */
  readonly end: () => RecognisedTable | undefined;
}

export interface RecogniserOptions extends HeadingOptions {
  readonly columnLimit: number;
  /** The columns are known beforehand (JSON): every row is data. */
  readonly columns?: readonly string[];
  /** Every row below the heading that is not blank is data. */
  readonly everyRow?: boolean;
  /** Where the first of the cells stands in the source, 0-based; `moved`: columns are left out between them. */
  readonly firstColumn?: number | 'moved';
  /** Blank rows behind the last row with content are listed, as lines of a text file are. */
  readonly listsTrailingBlanks: boolean;
}

/**
 * Turns rows as they stand in a source into a table, while they stream: finds the heading among the first ones, sorts
 * out what is no data, and holds back the last ones until it is known that they are.
 */
export function createTableRecogniser(options: RecogniserOptions, sink: RowSink): TableRecogniser {
  let window: SourceRow[] | undefined = [];
  let state: BodyState | undefined;
  const down = createMergedDown(options.everyRow === true ? [] : (options.merges ?? []));
  /** Blank rows, more than are held, before the first one with content. */
  const above: SkippedRow[] = [];

  const settle = (ended: boolean): BodyState | undefined => {
    const rows = window ?? [];
    window = undefined;
    if (!rows.some((row) => filledCells(row.cells).length > 0)) return undefined;
    const near = { ...options, merges: mergesAmong(options.merges ?? [], rows) };
    const heading = options.columns === undefined ? findHeading(rows, near) : givenHeading(options.columns);
    if (heading.columns.length > options.columnLimit) {
      throw failReading(
        'too-wide',
        `The table has ${heading.columns.length} columns, ${options.columnLimit} are allowed`,
      );
    }
    const first = rows.slice(heading.bodyStart).map(down.fill);
    const body = createBody({ ...heading, skipped: [...above, ...heading.skipped] }, first, near, ended, sink);
    for (const row of first) body.push(row);
    return body;
  };

  return {
    push: (row) => {
      sink.look?.(row, options.merges ?? []);
      if (state !== undefined) state.push(down.fill(row));
      else if (window !== undefined) {
        window.push(row);
        if (!isEnough(window, row)) return;
        if (options.columns === undefined && window.every(({ cells }) => isBlankRow(cells))) {
          if (above.length < mostBlankNamed) for (const { row: at } of window) above.push({ row: at, why: 'blank' });
          window = [];
        } else state = settle(false);
      }
    },
    end: () => {
      const table = (state ?? settle(true))?.end();
      return table?.doubts === undefined ? table : { ...table, doubts: { ...table.doubts, repeated: down.rows() } };
    },
  };
}

/** Whether the first rows, of which this is the last, are enough to look at. A blank one is not where to stop, if it can be helped. */
export function isEnough(rows: readonly SourceRow[], last: SourceRow): boolean {
  return rows.length >= (isBlankRow(last.cells) ? mostHeld : headWindow);
}

function givenHeading(columns: readonly string[]): Heading {
  return { headerRows: [], headerCells: [], columns, bodyStart: 0, skipped: [], facts: {} };
}

interface BodyState {
  readonly push: (row: SourceRow) => void;
  readonly end: () => RecognisedTable;
}

function createBody(
  heading: Heading,
  first: readonly SourceRow[],
  options: RecogniserOptions,
  ended: boolean,
  sink: RowSink,
): BodyState {
  const width = heading.columns.length;
  const context: BodyContext = bodyContext(width, heading.headerCells, first);
  const judged = options.columns === undefined && options.everyRow !== true;
  const { groups: plan, whole } = judged
    ? planBody(first.map(withoutRepeated), context, options.merges ?? [], ended)
    : { groups: undefined, whole: undefined };
  const groups = plan === undefined ? undefined : createGroups(plan);
  const columns = plan === undefined ? heading.columns : uniqueHeadings([...heading.columns, ...plan.headings]);
  const sums = judged ? createSumRows(context) : undefined;
  const skipped: SkippedRow[] = [...heading.skipped];
  const numbers = createNumberCount(width);
  const held: SourceRow[] = [];
  let heldFilled = 0;
  let blanks = 0;
  let rowCount = 0;
  let firstRow: number | null = null;
  let lastRow: number | null = null;
  const partNames = new Set<string>();
  const oddTotals: number[] = [];
  const beyond: CellBeyond[] = [];
  sink.begin(columns);

  /** The last part's total is called as those before it, or has the whole's behind it. */
  const isOfPart = (row: SourceRow, behind: readonly (SkipReason | undefined)[]): boolean =>
    partNames.has(foldWords(filledCells(row.cells)[0] ?? '')) || (partNames.size > 0 && behind.includes('total'));
  const settle = (row: SourceRow, next: SourceRow | undefined, why: SkipReason | undefined, last: boolean): void => {
    const own = withoutRepeated(row);
    const reason = row === whole ? 'total' : (why ?? groups?.enter(own, next) ?? sums?.reason(own, last));
    if (reason !== undefined) {
      // What adds up all rows before there is one stands over them.
      const over = reason === 'subtotal' && rowCount === 0 && why !== undefined;
      if (reason !== 'blank' || blanks++ < mostBlankNamed) skipped.push({ row: row.row, why: over ? 'total' : reason });
      if (reason === 'subtotal' || reason === 'total') sums?.leave(own);
      if (reason === 'subtotal') partNames.add(foldWords(filledCells(row.cells)[0] ?? ''));
      if (reason === 'subtotal' || reason === 'title') sums?.restart();
      if (why === 'total' && sums?.differs(row) === true) oddTotals.push(row.row);
      return;
    }
    rowCount++;
    firstRow ??= row.row;
    lastRow = row.row;
    numbers.count(row);
    sums?.add(row);
    if (row.cells.length > width && beyond.length < mostBeyond) beyond.push(...cellsBeyond(row, width, options));
    const cells = fitCells(row.cells, width);
    sink.write(row.row, groups === undefined ? cells : [...cells, ...groups.current()], shapeOf(row, width));
  };
  const doubtsOf = ({ differs, kept }: NonNullable<typeof sums>): RowDoubts => {
    // By now all rows that the first one adds up have been seen.
    const odd = whole !== undefined && differs(whole) ? [whole.row, ...oddTotals] : oddTotals;
    return { repeated: 0, oddTotals: odd, keptTotals: kept(), beyond };
  };
  const release = (): void => {
    const row = held.shift();
    if (row === undefined) return;
    if (!isBlankRow(row.cells)) heldFilled--;
    const next = isBlankRow(row.cells) ? undefined : nextFilled(held, 0);
    settle(row, next, skipReason(row, context, options), false);
  };

  return {
    push: (row) => {
      held.push(row);
      if (!isBlankRow(row.cells)) heldFilled++;
      while (heldFilled > tailWindow || held.length > mostHeld) release();
    },
    end: () => {
      if (!options.listsTrailingBlanks) dropTrailingBlanks(held);
      const reasons = judged ? splitTail(held.map(withoutRepeated), context) : [];
      for (const [index, row] of held.entries()) {
        const given = reasons[index] ?? skipReason(row, context, options);
        const closes = given !== 'total' || !isOfPart(row, reasons.slice(index + 1));
        const why = closes ? given : 'subtotal';
        const next = reasons[index + 1] === undefined ? nextFilled(held, index + 1) : undefined;
        settle(row, next, why, next === undefined || leavesLabelsBlank(next.cells, context));
      }
      return {
        headerRows: heading.headerRows,
        columns,
        typedNumbers: [...numbers.typed(), ...(plan?.headings ?? []).map(() => false)],
        rowCount,
        firstRow,
        lastRow,
        skipped: skipped.toSorted((a, b) => a.row - b.row),
        ...heading.facts,
        ...(sums === undefined ? {} : { doubts: doubtsOf(sums) }),
      };
    },
  };
}

function nextFilled(rows: readonly SourceRow[], from: number): SourceRow | undefined {
  for (let index = from; index < rows.length; index++) {
    const row = rows[index];
    if (row !== undefined && !isBlankRow(row.cells)) return withoutRepeated(row);
  }
  return undefined;
}

function skipReason(row: SourceRow, context: BodyContext, options: RecogniserOptions): SkipReason | undefined {
  if (options.columns !== undefined) return undefined;
  if (options.everyRow === true) return filledCells(row.cells).length === 0 ? 'blank' : undefined;
  if (row.hidden === true && filledCells(row.cells).length > 0) return 'hidden';
  return skipInBody(withoutRepeated(row).cells, context);
}

function shapeOf(row: SourceRow, width: number): string | null {
  if (row.cells.length === width) return null;
  if (row.cells.length < width) return row.exact === true ? `-${width - row.cells.length}` : null;
  const extra = row.cells.slice(width, usedWidth(row.cells));
  return extra.length > 0 ? `+${extra.map((cell) => cell ?? '').join('\t')}` : null;
}

function cellsBeyond(
  { row, cells }: SourceRow,
  width: number,
  { firstColumn = 0 }: RecogniserOptions,
): readonly CellBeyond[] {
  return cells
    .slice(width)
    .flatMap((value, index) =>
      isFilled(value)
        ? [{ row, value, ...(firstColumn === 'moved' ? {} : { column: firstColumn + width + index + 1 }) }]
        : [],
    );
}

function dropTrailingBlanks(rows: SourceRow[]): void {
  while (rows.length > 0 && filledCells(rows.at(-1)?.cells ?? []).length === 0) rows.pop();
}

/** Per column: numbers that were stored as numbers, and texts that only look like one. */
function createNumberCount(width: number) {
  const typed = new Uint8Array(width);
  const textual = new Uint8Array(width);
  return {
    count: (row: SourceRow): void => {
      if (row.typed === undefined) return;
      for (let column = 0; column < width; column++) {
        const cell = row.cells[column];
        if (!isFilled(cell)) continue;
        if (row.typed[column] === true) typed[column] = 1;
        else if (textual[column] === 0 && /^[+-]?[\d.,\s]*\d[\d.,\s]*$/.test(cell)) textual[column] = 1;
      }
    },
    typed: (): readonly boolean[] => Array.from(typed, (value, column) => value === 1 && textual[column] === 0),
  };
}
