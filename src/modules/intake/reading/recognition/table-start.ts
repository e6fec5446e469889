import { foldHeading } from '#platform/text/fold-heading.ts';
import { mayNameColumn } from './column-words.ts';
import { cellKind, isValue, isYear } from './cell-kind.ts';
import type { Heading } from './find-heading.ts';
import { isNumberingRow } from './numbering-row.ts';
import { isFormRow, isNoteText, isPageMark, isSignatureText, isTitleText } from './row-words.ts';
import { isTotalText } from './total-words.ts';
import { isUnitsText } from './units.ts';
import { filledCells, isBlankRow, isFilled, usedWidth, type SourceRow } from './source-row.ts';

/** Filled rows that are looked at from where a table may begin, before it is said whether it does. */
export const startLookahead = 12;

/** What is known of the table above: another one must differ from it. */
export interface TableAbove {
  /** The first of its columns that has a name, and the first behind the last. */
  readonly from: number;
  readonly width: number;
  /** Its heading's rows, each folded and joined. */
  readonly headings: ReadonlySet<string>;
  /** The names in them. */
  readonly names: ReadonlySet<string>;
  /** Texts above its heading: a page's head that comes again is no new title. */
  readonly titles: ReadonlySet<string>;
  /** Columns that its rows fill with numbers, dates or codes. */
  readonly valueColumns: readonly boolean[];
}

export function tableAbove(rows: readonly SourceRow[], heading: Heading): TableAbove {
  const width = heading.columns.length;
  const body = rows.slice(heading.bodyStart, heading.bodyStart + 40).filter(({ cells }) => !isBlankRow(cells));
  const above = rows.filter(({ row }) => heading.skipped.some((one) => one.row === row && one.why === 'title'));
  return {
    from: heading.columns.findIndex((name) => name !== ''),
    width,
    headings: new Set(heading.headerCells.map(foldRow)),
    names: new Set(heading.headerCells.flatMap((cells) => filledCells(cells).map(foldHeading))),
    titles: new Set(above.map(({ cells }) => foldRow(cells))),
    valueColumns: Array.from({ length: width }, (_, column) => mostlyValues(body, column, 0.6)),
  };
}

/**
 * Whether another table begins with the first of these rows: perhaps titles, then a row of words over values that is no
 * row of the table above. A false yes would cut a table in two, so what only might be a heading is none. `parted`: a blank
 * row stands between them.
 */
export function startsTable(rows: readonly SourceRow[], above: TableAbove, parted: boolean): boolean {
  if (parted && standsElsewhere(rows, above)) return true;
  const found = headingUnderTitles(rows);
  if (found === undefined) return false;
  const { heading, titles, body } = found;
  const filled = filledCells(heading);
  const fullest = Math.max(0, ...body.map(({ cells }) => filledCells(cells).length));
  if (filled.length < Math.max(2, 0.6 * fullest)) return false;
  const titled = titles.some((cells) => !above.titles.has(foldRow(cells)) && !filledCells(cells).every(isPageMark));
  const known = filled.filter((text) => above.names.has(foldHeading(text))).length;
  const again = filled.length >= 5 && known >= 0.8 * filled.length && usedWidth(heading) === above.width;
  if (again || above.headings.has(foldRow(heading))) return titled;
  const values = columnsOverValues(heading, body);
  if (values === 0) return titled && titles.some((cells) => filledCells(cells).some(isTitleText));
  if (titled) return true;
  const unlike = heading.some((cell, column) => isFilled(cell) && !isYear(cell) && above.valueColumns[column] === true);
  if (!unlike && usedWidth(heading) <= above.width) return false;
  // A row of the table above in which words stand where it has numbers is not a heading.
  return (
    new Set(filled).size === filled.length &&
    (mayNameColumn(filled[0] ?? '') || (parted && values >= 2 && differs(heading, body, above)))
  );
}

/** It is of another width than the table above, or has its values in other columns. */
function differs(
  heading: SourceRow['cells'],
  body: readonly SourceRow[],
  { width, valueColumns }: TableAbove,
): boolean {
  if (usedWidth(heading) !== width) return true;
  return valueColumns.some((valued, column) => valued !== mostlyValues(body, column, 0.6));
}

/** Two rows or more whose every cell is beside the columns of the table above. */
function standsElsewhere(rows: readonly SourceRow[], { from, width }: TableAbove): boolean {
  const end = rows.findIndex(({ cells }) => isBlankRow(cells));
  const own = rows.slice(0, end === -1 ? undefined : end);
  if (own.length < 2 || from < 0) return false;
  return own.every(({ cells }) => {
    const beside = cells.every((cell, column) => !isFilled(cell) || column < from || column >= width);
    return beside && filledCells(cells).length >= 2;
  });
}

/** Whether a table may begin with a row: behind a blank one, with a lone text, or with words under numbers. */
export function mayStart(cells: SourceRow['cells'], before: SourceRow['cells']): boolean {
  if (isBlankRow(cells)) return false;
  if (isBlankRow(before)) return true;
  let filled = 0;
  let under = false;
  for (const [column, cell] of cells.entries()) {
    if (!isFilled(cell)) continue;
    if (cellKind(cell) !== 'text' && !isYear(cell)) return false;
    filled++;
    const above = before[column];
    if (isFilled(above) && isValue(above)) under = true;
  }
  return filled === 1 ? filledCells(before).length > 2 : under;
}

/** The first row of several words, with the lone texts above it and the rows straight under it. */
function headingUnderTitles(rows: readonly SourceRow[]) {
  const titles: SourceRow['cells'][] = [];
  for (const [index, { cells }] of rows.entries()) {
    const filled = filledCells(cells);
    if (filled.length === 0) continue;
    if (isClosing(filled)) return undefined;
    // A code alone is a record of which nothing else is known, and no title.
    if (filled.length === 1 && /^\S*\d\S*$/u.test(filled[0] ?? '')) return undefined;
    if (
      filled.length === 1 ||
      (filled.length === 2 && filled.every((text) => isTitleText(text) || isUnitsText(text)))
    ) {
      titles.push(cells);
      continue;
    }
    if (!filled.every(isName) || /^\(?(?:\p{L}|[IVX]+)[.)]?$/u.test(filled[0] ?? '')) return undefined;
    const body = bodyUnder(rows.slice(index + 1));
    return body.length === 0 ? undefined : { heading: cells, titles, body };
  }
  return undefined;
}

/** Rows up to the next blank one; one blank row, or a line that numbers the columns, may stand under a heading. */
function bodyUnder(rows: readonly SourceRow[]): readonly SourceRow[] {
  let start = 0;
  if (isBlankRow(rows[0]?.cells ?? [])) start++;
  if (isNumberingRow(rows[start]?.cells ?? [], rows.slice(start + 1, start + 6))) start++;
  const end = rows.findIndex(({ cells }, index) => index >= start && isBlankRow(cells));
  return rows.slice(start, end === -1 ? undefined : end);
}

function isName(text: string): boolean {
  return (
    text.length <= 150 && (cellKind(text) === 'text' || isYear(text)) && /[\p{L}\d]/u.test(text) && !/[:：]$/.test(text)
  );
}

function isClosing(filled: readonly string[]): boolean {
  const [first = ''] = filled;
  return isTotalText(first) || isNoteText(first) || isFormRow(filled) || filled.some(isSignatureText);
}

/** Words over numbers, dates or codes. The first row may be a heading's second line. */
function columnsOverValues(heading: SourceRow['cells'], body: readonly SourceRow[]): number {
  return heading.filter(
    (cell, column) =>
      isFilled(cell) &&
      cellKind(cell) === 'text' &&
      (mostlyValues(body, column, 0.6) || (body.length > 2 && mostlyValues(body.slice(1), column, 0.6))),
  ).length;
}

function mostlyValues(rows: readonly SourceRow[], column: number, share: number): boolean {
  let texts = 0;
  let values = 0;
  for (const { cells } of rows) {
    const cell = cells[column];
    if (!isFilled(cell)) continue;
    if (isValue(cell)) values++;
    else if (cellKind(cell) === 'text') texts++;
  }
  return values > 0 && values >= share * (values + texts);
}

function foldRow(cells: SourceRow['cells']): string {
  return cells
    .map((cell) => (isFilled(cell) ? foldHeading(cell) : ''))
    .join('|')
    .replace(/\|+$/, '');
}
