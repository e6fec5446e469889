import { open } from 'node:fs/promises';
import type { SkippedRow, TextStorage } from '#platform/tables/text-table.ts';
import type { Dialect } from '../read-outcome.ts';
import { bodyContext, skipInBody } from '../recognition/body-rows.ts';
import { blankColumns } from '../recognition/blank-columns.ts';
import { findHeading } from '../recognition/find-heading.ts';
import { findGroups } from '../recognition/group-rows.ts';
import { headWindow, isEnough, type RecognisedTable } from '../recognition/recognise-table.ts';
import { firstStart, rangesOf } from '../recognition/recognise-tables.ts';
import type { CellBeyond } from '../recognition/row-doubts.ts';
import { filledCells, isFilled, usedWidth, type SourceRow } from '../recognition/source-row.ts';
import { splitTail } from '../recognition/split-tail.ts';
import { mayAddUp } from '../recognition/sum-rows.ts';
import { mayBeWhole } from '../recognition/whole-row.ts';
import { sampleRecords, type SniffedDialect } from './sniff-dialect.ts';
import { lastRecords, suspectLimit } from './scan-records.ts';
import type { ScanFacts } from './scan-delimited.ts';

export interface InPlacePlan {
  readonly skipRecords: number;
  readonly width: number;
  readonly columns: readonly string[];
  readonly headingStart: Buffer;
  /** The first cell under no heading, in a column behind the last that the heading names. */
  readonly unnamed?: CellBeyond;
  /** The table where it lies, if the scan found the file regular; undefined: it must be copied row by row. */
  readonly settle: (facts: ScanFacts, path: string) => Promise<InPlaceTable | undefined>;
}

export interface InPlaceTable {
  readonly table: RecognisedTable;
  readonly storage: Omit<TextStorage, 'path'>;
}

/** The last records are looked at only where they are of ordinary length. */
const tailBytes = 4 * 1024 * 1024;

/**
 * From a file's beginning: where its data would start and how wide they would be if the whole file were regular, that is,
 * if the engine can scan it as it lies and every row's position follows from its number.
 */
export function planInPlace(
  head: string,
  whole: boolean,
  dialect: SniffedDialect,
  options: { readonly columnLimit: number; readonly expectedHeadings: readonly (readonly string[])[] | undefined },
): InPlacePlan {
  const { expectedHeadings, columnLimit } = options;
  const window: SourceRow[] = [];
  let filled = 0;
  for (const record of sampleRecords(head, dialect, whole)) {
    const row: SourceRow = { row: record.line, cells: record.cells, exact: true };
    window.push(row);
    if (filledCells(record.cells).length > 0) filled++;
    if (isEnough(window, row)) break;
  }
  const all = whole && window.length < headWindow;
  const none: InPlacePlan = {
    skipRecords: 0,
    width: 1,
    columns: [],
    headingStart: Buffer.alloc(0),
    settle: () => Promise.resolve(undefined),
  };
  if (filled === 0 || holdsSeveral(window, all, expectedHeadings)) return none;
  const heading = findHeading(window, expectedHeadings === undefined ? {} : { expectedHeadings });
  const width = heading.columns.length;
  const skipRecords = heading.bodyStart;
  const linear = window.every((row, index) => index > skipRecords || row.row === index + 1);
  const headingCells = window.slice(0, skipRecords).filter((row) => heading.headerRows.includes(row.row));
  const context = bodyContext(width, heading.headerCells, window.slice(skipRecords));
  const skipped: readonly SkippedRow[] = heading.skipped;
  const body = window.slice(skipRecords);
  const grouped =
    findGroups(body, context, [], all) !== undefined ||
    mayBeWhole(body, context, all) !== undefined ||
    body.some((row) => mayAddUp(row, context));

  const settle = async (facts: ScanFacts, path: string): Promise<InPlaceTable | undefined> => {
    if (dialect.declared || dialect.quote !== '"' || dialect.escape !== '"' || !linear || !isRegular(facts))
      return undefined;
    if (grouped) return undefined;
    const rowCount = facts.records - skipRecords;
    if (rowCount <= 0 || width > columnLimit) return undefined;
    const parse = (text: string) =>
      sampleRecords(text, dialect, true).map((record): SourceRow => ({
        row: record.line,
        cells: record.cells,
        exact: true,
      }));
    const suspects = facts.suspects.flatMap((text) => parse(text).slice(0, 1));
    if (suspects.some((row) => skipInBody(row.cells, context) !== undefined || mayAddUp(row, context)))
      return undefined;
    const from = lastRecords(facts).find((start) => start.line > skipRecords);
    if (from === undefined || facts.bytes - from.offset > tailBytes) return undefined;
    const tail = parse(await readFrom(path, from.offset, facts.bytes));
    if (splitTail(tail, context).some((why) => why !== undefined)) return undefined;
    if (tail.some((row) => mayAddUp(row, context))) return undefined;
    return {
      table: {
        headerRows: heading.headerRows,
        columns: heading.columns,
        typedNumbers: heading.columns.map(() => false),
        rowCount,
        firstRow: skipRecords + 1,
        lastRow: skipRecords + rowCount,
        skipped,
        ...heading.facts,
      },
      storage: storageOf(dialect, facts, skipRecords),
    };
  };
  const { columns } = heading;
  const unnamed = headingCells.length === 0 ? undefined : firstUnnamed(body, usedWidth(columns));
  return { skipRecords, width, columns, headingStart: startOf(headingCells), settle, ...(unnamed && { unnamed }) };
}

function firstUnnamed(body: readonly SourceRow[], named: number): CellBeyond | undefined {
  for (const { row, cells } of body) {
    const at = cells.findIndex((cell, column) => column >= named && isFilled(cell));
    if (at !== -1) return { row, column: at + 1, value: cells[at] ?? '' };
  }
  return undefined;
}

/** Each of several tables, or one with blank columns, has to be taken out of the file by itself. */
function holdsSeveral(
  window: readonly SourceRow[],
  whole: boolean,
  expectedHeadings: readonly (readonly string[])[] | undefined,
): boolean {
  const options = expectedHeadings === undefined ? {} : { expectedHeadings };
  // What cannot be said yet stands behind a blank row, and such a file is copied anyway.
  const [first, ...others] = rangesOf(window, options);
  const gaps = first !== undefined && blankColumns(window, first, findHeading(window, options)).size > 0;
  return gaps || others.length > 0 || firstStart(window, options, whole).at !== undefined;
}

function isRegular(facts: ScanFacts): boolean {
  const oneNewline = facts.pairs === 0 || facts.lineFeeds === 0;
  return (
    facts.validUtf8 &&
    oneNewline &&
    !facts.loneReturns &&
    !facts.stray &&
    !facts.multiline &&
    !facts.guarded &&
    facts.openQuoteLine === null &&
    facts.raggedRows === 0 &&
    facts.blanks === 0 &&
    facts.suspects.length < suspectLimit
  );
}

function storageOf(dialect: Dialect, facts: ScanFacts, skipLines: number): Omit<TextStorage, 'path'> {
  return {
    delimiter: dialect.delimiter,
    quote: facts.quotes ? '"' : '',
    escape: facts.quotes ? '"' : '',
    newline: facts.pairs > 0 ? '\r\n' : '\n',
    skipLines,
    positioned: false,
    multiline: false,
    longestRow: facts.longest,
  };
}

/** The first cell of the heading as bytes, without a quote: a record that begins with it is looked at. */
function startOf(heading: readonly SourceRow[]): Buffer {
  const first = heading.at(-1)?.cells[0];
  return first === undefined || first === null ? Buffer.alloc(0) : Buffer.from(first).subarray(0, 16);
}

async function readFrom(path: string, offset: number, end: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(end - offset);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
