import type { Dialect } from '../read-outcome.ts';
import { createDelimitedParser, type DelimitedRecord } from './parse-delimited.ts';

/** In the order in which they win where two fit equally well: a comma is the likeliest to be part of a number. */
const delimiters = ['\t', ';', '|', ',', '^', '~', '\u001f', '\u0001'] as const;

export interface SniffedDialect extends Dialect {
  /** The first line is Excel's `sep=;` and no part of the table. */
  readonly declared: boolean;
  /** Into how many cells it cuts most lines; 1 where it cuts few of them, or not into as many. */
  readonly usualWidth: number;
  /** Returns alone end records too, in a text whose line ends are others. */
  readonly returnsEnd?: boolean;
}

/** Finds the dialect from the beginning of a text: the delimiter that cuts most lines into equally many cells. */
export function sniffDialect(head: string, whole: boolean): SniffedDialect {
  const newline = sniffNewline(head);
  const escape = /\\"/.test(head) && strays(head, newline, '"') && !strays(head, newline, '\\') ? '\\' : '"';
  const declared = /^sep=(.)(?:\r\n|\n|\r)/i.exec(head);
  if (declared?.[1] !== undefined)
    return { delimiter: declared[1], quote: '"', escape, newline, declared: true, usualWidth: Infinity };
  const quotes = mayBeApostrophes(head) ? (['"', "'"] as const) : (['"'] as const);
  const rated = quotes.flatMap((quote) =>
    delimiters.map((delimiter) => ({
      delimiter,
      quote,
      ...consistency(sampleRecords(head, { delimiter, quote, escape, newline }, whole)),
    })),
  );
  const best = rated.reduce((a, b) => (b.score > a.score ? b : a));
  const { delimiter, quote, usualWidth } = best.score > 0 ? best : { delimiter: ',', quote: '"', usualWidth: 1 };
  const dialect: Dialect = { delimiter, quote, escape: quote === '"' ? escape : quote, newline };
  if (!returnsEndRecords(head, dialect, whole)) return { ...dialect, declared: false, usualWidth };
  return { ...dialect, declared: false, usualWidth, returnsEnd: true };
}

/** Returns alone, among other line ends: they end records where the text is cut more regularly so. */
function returnsEndRecords(head: string, dialect: Dialect, whole: boolean): boolean {
  if (dialect.newline === '\r' || !/\r(?!\n)./s.test(head)) return false;
  const kept = consistency(sampleRecords(head, dialect, whole));
  return consistency(sampleRecords(head, dialect, whole, { returnsEnd: true })).score > kept.score;
}

/** Whole cells in apostrophes, and none in quotes: a leading apostrophe alone is a spreadsheet's mark of a text. */
function mayBeApostrophes(head: string): boolean {
  const cells = /(?:^|[\t;|,])'[^'\r\n]*'(?=[\t;|,\r\n]|$)/gm;
  return (head.match(cells) ?? []).length >= 2 && !/(?:^|[\t;|,])"/m.test(head);
}

function sniffNewline(text: string): Dialect['newline'] {
  // A line end within a quoted text ends no record.
  const head = /\r(?!\n)/.test(text) && text.includes('"') ? text.replace(/"(?:[^"]|"")*"/g, '') : text;
  const pairs = head.split('\r\n').length - 1;
  const feeds = head.split('\n').length - 1 - pairs;
  const returns = head.split('\r').length - 1 - pairs;
  if (pairs === 0 && feeds === 0 && returns > 0) return '\r';
  return pairs > feeds ? '\r\n' : '\n';
}

/** The records of a sample; one that the sample's end cuts is left out. */
export function sampleRecords(
  head: string,
  dialect: Dialect,
  whole: boolean,
  { returnsEnd = false, notesSpaces = false } = {},
): readonly DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  const parser = createDelimitedParser(
    dialect,
    { firstLine: 1, rowLimit: Number.POSITIVE_INFINITY, returnsEnd, notesSpaces },
    (record) => records.push(record),
  );
  parser.push(head);
  if (whole) endKindly(parser.end);
  return records;
}

/** A quote that stays open spoils a sample; the reading itself will say so. */
function endKindly(end: () => void): void {
  try {
    end();
  } catch {
    // The sample ends here; the same text is read again in earnest.
  }
}

function strays(head: string, newline: Dialect['newline'], escape: string): boolean {
  const parser = createDelimitedParser(
    { delimiter: ',', quote: '"', escape, newline },
    { firstLine: 1, rowLimit: Number.POSITIVE_INFINITY },
    () => undefined,
  );
  parser.push(head);
  return parser.stray();
}

interface Consistency {
  readonly score: number;
  readonly usualWidth: number;
}

/**
 * How regularly a delimiter cuts: the share of lines that have the commonest number of cells above one. Lines that it
 * does not cut (titles, notes) count half; what cuts the first line as all others cuts the heading too.
 */
function consistency(records: readonly DelimitedRecord[]): Consistency {
  const widths = records
    .filter((record) => record.cells.some((cell) => cell !== null))
    .map((record) => record.cells.length);
  if (widths.length === 0) return { score: 0, usualWidth: 1 };
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  const uncut = widths.filter((width) => width === 1).length;
  const usual = Math.max(0, ...counts.values());
  if (usual === 0) return { score: 0, usualWidth: 1 };
  const width = Math.max(...[...counts].filter(([, count]) => count === usual).map(([cells]) => cells));
  const share = usual / (widths.length - uncut / 2);
  const heading = widths[0] === width ? 0.1 : 0;
  return { score: share + heading + Math.min(width, 50) / 1000, usualWidth: share < 0.6 ? 1 : width };
}
