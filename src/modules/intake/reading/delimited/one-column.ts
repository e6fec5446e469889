import { foldHeading } from '#platform/text/fold-heading.ts';
import { isValue } from '../recognition/cell-kind.ts';
import { namesColumn } from '../recognition/column-words.ts';
import { isTitleText } from '../recognition/row-words.ts';
import { filledCells, isFilled } from '../recognition/source-row.ts';
import type { DelimitedRecord } from './parse-delimited.ts';
import { sampleRecords, type SniffedDialect } from './sniff-dialect.ts';

/** The dialect of a file in one column: what would cut its cells is a character that no text holds. */
export function inOneColumn(dialect: SniffedDialect): SniffedDialect {
  return { ...dialect, delimiter: '\u001f', usualWidth: 1 };
}

/** Whether a file is one column of texts, whose commas are punctuation; `sure`: nothing speaks for the other reading. */
export interface ColumnVerdict {
  readonly one: boolean;
  readonly sure: boolean;
}

const sampledCharacters = 64 * 1024;
const mostLookedAt = 200;
const split: ColumnVerdict = { one: false, sure: true };
const perhapsSplit: ColumnVerdict = { one: false, sure: false };
const one: ColumnVerdict = { one: true, sure: true };
const perhapsOne: ColumnVerdict = { one: true, sure: false };

/**
 * Judges by the contract's headings where there are some; else by how the delimiter stands in the lines: behind a blank and
 * never the same number of times is punctuation, over a heading of its own it is none.
 */
export function judgeColumns(
  head: string,
  whole: boolean,
  dialect: SniffedDialect,
  expectedHeadings: readonly (readonly string[])[] = [],
): ColumnVerdict {
  if (dialect.declared || !',;|'.includes(dialect.delimiter)) return split;
  const sampled = head.slice(0, sampledCharacters);
  const rows = sampleRecords(sampled, dialect, whole && sampled.length === head.length, { notesSpaces: true })
    .slice(0, mostLookedAt)
    .filter(({ cells }) => filledCells(cells).length > 0);
  const [first, ...body] = rows;
  if (first === undefined || body.length === 0) return split;
  const cut = body.filter(isCut);
  const named = namedBy(first, rows, expectedHeadings);
  if (named !== undefined) return named;
  if (cut.length === 0) return body.length > 1 && isCut(first) && spacedShare([first]) === 1 ? perhapsOne : split;
  return isCut(first) ? judgeCutHeading(first, cut, body) : judgeLoneHeading(first, cut, body);
}

/** Undefined: the contract does not know the headings of this file. */
function namedBy(
  first: DelimitedRecord,
  rows: readonly DelimitedRecord[],
  expectedHeadings: readonly (readonly string[])[],
): ColumnVerdict | undefined {
  const namesOf = (cells: readonly string[]): number => {
    const folded = new Set(cells.map(foldHeading));
    return expectedHeadings.filter((field) => field.some((name) => folded.has(name))).length;
  };
  if (rows.slice(0, 20).some(({ cells }) => namesOf(filledCells(cells)) > 1)) return split;
  return namesOf([filledCells(first.cells).join(', ')]) > 0 ? one : undefined;
}

/** The first line has no delimiter: it names the only column, or is a title. */
function judgeLoneHeading(
  first: DelimitedRecord,
  cut: readonly DelimitedRecord[],
  body: readonly DelimitedRecord[],
): ColumnVerdict {
  if (standsOverValues(cut)) return split;
  const [name = ''] = filledCells(first.cells);
  const title = isTitleText(name);
  const regular = isRegular(cut, body);
  if (spacedShare(cut) === 1) {
    if (!regular) return one;
    return title || (holdsValues(cut) && !namesColumn(name) && /\s/.test(name)) ? perhapsSplit : perhapsOne;
  }
  if (regular || title || holdsValues(cut)) return split;
  return spacedShare(cut) >= 0.5 || 2 * cut.length < body.length ? perhapsOne : split;
}

function judgeCutHeading(
  first: DelimitedRecord,
  cut: readonly DelimitedRecord[],
  body: readonly DelimitedRecord[],
): ColumnVerdict {
  const all = [first, ...cut];
  if (spacedShare(all) < 1 || standsOverValues(all) || holdsValues(cut)) return split;
  if (filledCells(first.cells).some(namesColumn)) return split;
  return isRegular(all, [first, ...body]) ? perhapsSplit : perhapsOne;
}

function isCut({ cells }: DelimitedRecord): boolean {
  return cells.length > 1;
}

/** Of the delimiters between two texts the share that a blank follows. */
function spacedShare(cut: readonly DelimitedRecord[]): number {
  const between = cut.flatMap(({ cells, spaced = [] }) =>
    cells.flatMap((cell, at) => (at === 0 || !isFilled(cell) ? [] : [spaced.includes(at)])),
  );
  return between.length === 0 ? 0 : between.filter(Boolean).length / between.length;
}

/** Nearly all lines, from the first that is cut on, are cut into equally many. */
function isRegular(cut: readonly DelimitedRecord[], body: readonly DelimitedRecord[]): boolean {
  const from = body.findIndex(isCut);
  const widths = new Map<number, number>();
  for (const { cells } of cut) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  return Math.max(...widths.values()) >= 0.9 * (body.length - from);
}

/** Some column has numbers, days or codes under a word, which is then its heading. */
function standsOverValues([heading, ...below]: readonly DelimitedRecord[]): boolean {
  return (heading?.cells ?? []).some(
    (cell, column) => isFilled(cell) && !isValue(cell) && below.length > 0 && isOfValues(below, column),
  );
}

function holdsValues(cut: readonly DelimitedRecord[]): boolean {
  return (cut[0]?.cells ?? []).some((_, column) => isOfValues(cut, column));
}

function isOfValues(rows: readonly DelimitedRecord[], column: number): boolean {
  const texts = rows.map(({ cells }) => cells[column]).filter(isFilled);
  return texts.length >= 0.8 * rows.length && texts.filter(isValue).length >= 0.8 * rows.length;
}
