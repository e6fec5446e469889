import { foldHeading } from '#platform/text/fold-heading.ts';
import { cellKind, isYear } from './cell-kind.ts';
import type { Heading } from './find-heading.ts';
import { isNumberingRow } from './numbering-row.ts';
import {
  isFormRow,
  isNoteText,
  isPageMark,
  isSignatureText,
  isTitleText,
  isTotalText,
  isUnitsText,
} from './row-words.ts';
import { filledCells, isBlankRow, isFilled, usedWidth, type SourceRow } from './source-row.ts';

/** Filled rows that are looked at from where a table may begin, before it is said whether it does. */
export const startLookahead = 12;

/** What is known of the table above: another one must differ from it. */
export interface TableAbove {
  readonly width: number;
  /** Its heading's rows, each folded and joined. */
  readonly headings: ReadonlySet<string>;
  /** Texts above its heading: a page's head that comes again is no new title. */
  readonly titles: ReadonlySet<string>;
  /** Columns that its rows fill with numbers, dates or codes. */
  readonly valueColumns: readonly boolean[];
}

export function tableAbove(rows: readonly SourceRow[], heading: Heading): TableAbove {
  const width = heading.columns.length;
  const body = rows.slice(heading.bodyStart).filter(({ cells }) => !isBlankRow(cells));
  const above = rows.filter(({ row }) => heading.skipped.some((one) => one.row === row && one.why === 'title'));
  return {
    width,
    headings: new Set(heading.headerCells.map(foldRow)),
    titles: new Set(above.map(({ cells }) => foldRow(cells))),
    valueColumns: Array.from({ length: width }, (_, column) => mostlyValues(body, column, 0.6)),
  };
}

/**
 * Whether another table begins with the first of these rows: perhaps titles, then a row of words over values that is no
 * row of the table above. A false yes would cut a table in two, so what only might be a heading is none.
 */
export function startsTable(rows: readonly SourceRow[], above: TableAbove): boolean {
  const found = headingUnderTitles(rows);
  if (found === undefined) return false;
  const { heading, titles, body } = found;
  const filled = filledCells(heading);
  const fullest = Math.max(0, ...body.map(({ cells }) => filledCells(cells).length));
  if (filled.length < Math.max(2, 0.6 * fullest)) return false;
  const titled = titles.some((cells) => !above.titles.has(foldRow(cells)) && !filledCells(cells).every(isPageMark));
  if (above.headings.has(foldRow(heading))) return titled;
  if (!overValues(heading, body)) return titled && titles.some((cells) => filledCells(cells).some(isTitleText));
  const unlike = heading.some((cell, column) => isFilled(cell) && !isYear(cell) && above.valueColumns[column] === true);
  return titled || unlike || usedWidth(heading) > above.width;
}

/** The first row of several words, with the lone texts above it and the rows straight under it. */
function headingUnderTitles(rows: readonly SourceRow[]) {
  const titles: SourceRow['cells'][] = [];
  for (const [index, { cells }] of rows.entries()) {
    const filled = filledCells(cells);
    if (filled.length === 0) continue;
    if (isClosing(filled)) return undefined;
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

/** Words over numbers, dates or codes somewhere. The first row may be a heading's second line. */
function overValues(heading: SourceRow['cells'], body: readonly SourceRow[]): boolean {
  return heading.some(
    (cell, column) =>
      isFilled(cell) &&
      cellKind(cell) === 'text' &&
      (mostlyValues(body, column, 0.6) || (body.length > 2 && mostlyValues(body.slice(1), column, 0.6))),
  );
}

function mostlyValues(rows: readonly SourceRow[], column: number, share: number): boolean {
  let texts = 0;
  let values = 0;
  for (const { cells } of rows) {
    const cell = cells[column];
    if (!isFilled(cell)) continue;
    if (cellKind(cell) === 'text') texts++;
    else values++;
  }
  return values > 0 && values >= share * (values + texts);
}

function foldRow(cells: SourceRow['cells']): string {
  return cells
    .map((cell) => (isFilled(cell) ? foldHeading(cell) : ''))
    .join('|')
    .replace(/\|+$/, '');
}
