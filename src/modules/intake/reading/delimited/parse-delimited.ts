import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import { quoteOpenTooLong } from './open-quote.ts';
import type { Cell, Dialect } from '../read-outcome.ts';
import { withoutFormulaGuard } from './formula-guard.ts';

export interface DelimitedRecord {
  /** The physical line on which it starts, 1-based. */
  readonly line: number;
  readonly cells: readonly Cell[];
  /** Cells without quotes that begin with a blank, where that is asked for. */
  readonly spaced?: readonly number[];
}

export interface DelimitedParser {
  readonly push: (text: string) => void;
  /** Gives the last record; fails where a quote is still open. */
  readonly end: () => void;
  /** Whether some quoted text did not end where its cell did. */
  readonly stray: () => boolean;
}

export interface ParserOptions {
  readonly firstLine: number;
  readonly rowLimit: number;
  /** A carriage return alone ends a record outside quotes, as it does wherever the dialect says so. */
  readonly returnsEnd?: boolean;
  /** Cells that most lines have: a quote that is never closed, or only in the next line, is then known as one. */
  readonly width?: number;
  /** Is told of each line with such a quote, which was read as a character. */
  readonly onMended?: (line: number) => void;
  /** The text is known to be cut off: a quote that opens in its last row is closed by its end. */
  readonly cut?: boolean;
  /** Says of each record which of its cells begin with a blank. */
  readonly notesSpaces?: boolean;
}

const notWhole = -1;
const unclosed = -2;
/** So many lines behind an odd quote have to be regular. */
const followers = 3;

/**
 * Parses delimited text as it streams in, a cell at a time. Forgiving where the meaning is plain: blanks before a
 * quoted text, text behind its closing quote, a quote in the midst of a cell.
 */
export function createDelimitedParser(
  dialect: Dialect,
  options: ParserOptions,
  onRecord: (record: DelimitedRecord) => void,
): DelimitedParser {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const backslash = dialect.escape === '\\';
  const carriageOnly = dialect.newline === '\r' || options.returnsEnd === true;
  const quoteCode = dialect.quote === '' ? Number.NaN : dialect.quote.charCodeAt(0);
  const { width = 1, notesSpaces = false } = options;
  let pending = '';
  let line = options.firstLine;
  let stray = false;
  // What the last call of `readRecord` found.
  let cells: Cell[] = [];
  let inner = 0;
  let spaced: number[] = [];
  /** Where a quote opens whose text runs over a line's end and does not end where its cell does. */
  let odd = -1;

  /** Whether the text may have been cut within this quote: what look like rows behind it would be swallowed by it. */
  const cutWithin = (text: string, from: number): boolean => {
    const lineEnd = options.cut === true ? text.slice(from).search(carriageOnly ? /[\r\n]/ : /\n/) : -1;
    return options.cut === true && (lineEnd === -1 || !text.includes(dialect.delimiter, from + lineEnd));
  };

  /**
   * Reads one record from `start`; `notWhole`: its end is still to come, `unclosed`: it never comes. The quote at
   * `literal` is a character like others.
   */
  const readRecord = (text: string, start: number, final: boolean, literal = -1): number => {
    cells = [];
    inner = 0;
    spaced = [];
    odd = -1;
    let position = start;
    for (;;) {
      let from = position;
      while (text.charCodeAt(from) === 0x20) from++;
      let cell: Cell;
      if (text.charCodeAt(from) === quoteCode && from !== literal) {
        const closed = closingQuote(text, from + 1, dialect.quote, backslash);
        const end = closed === -1 && final && cutWithin(text, from) ? text.length : closed;
        if (end === -1) {
          if (odd === -1) odd = from;
          return final ? unclosed : notWhole;
        }
        if (!final && end + 1 >= text.length) return notWhole;
        const quoted = text.slice(from + 1, end);
        position = cellEnd(text, end + 1, delimiter, carriageOnly);
        if (!final && position >= text.length) return notWhole;
        const rest = text.slice(end + 1, position);
        const lines = countLines(quoted, carriageOnly);
        inner += lines;
        if (rest.trim() !== '') {
          stray = true;
          if (lines > 0 && odd === -1) odd = from;
        }
        cell = withoutFormulaGuard(normalizeCellText(unescaped(quoted, dialect.quote, backslash) + rest));
      } else {
        position = cellEnd(text, position, delimiter, carriageOnly);
        if (!final && position >= text.length) return notWhole;
        if (notesSpaces && from > start && text.charCodeAt(from - 1) === 0x20) spaced.push(cells.length);
        const raw = text.slice(from, position);
        if (raw === '') cell = null;
        else {
          const normal = normalizeCellText(raw);
          cell = normal === '' ? null : withoutFormulaGuard(normal);
        }
      }
      cells.push(cell);
      const stop = text.charCodeAt(position);
      if (stop === delimiter) {
        position++;
        continue;
      }
      if (stop === 0x0d && text.charCodeAt(position + 1) === 0x0a) return position + 2;
      if (stop === 0x0d && !final && position + 1 >= text.length) return notWhole;
      return Number.isNaN(stop) ? position : position + 1;
    }
  };

  /**
   * The record once more, with its odd quote as a character of one line: certain where that line has as many cells as
   * most have, and so have those that follow it. Undefined: it is not; `notWhole`: what follows is still to come.
   */
  const mendRecord = (text: string, start: number, final: boolean): number | undefined => {
    if (width < 2 || odd === -1) return undefined;
    const next = readRecord(text, start, final, odd);
    if (next < 0 || odd !== -1 || inner > 0 || cells.length !== width) return undefined;
    const [mended, mendedSpaces] = [cells, spaced];
    let at = next;
    for (let follower = 0; follower < followers && !(final && at >= text.length); follower++) {
      const end = readRecord(text, at, final);
      if (end === notWhole) return notWhole;
      if (end === unclosed || cells.length !== width) return undefined;
      at = end;
    }
    [cells, inner, spaced] = [mended, 0, mendedSpaces];
    options.onMended?.(line);
    return next;
  };

  /** What is too long for a row: often a quote that is never closed is what makes it so. */
  const overlong = (text: string) => {
    readRecord(text, 0, false);
    return odd === -1
      ? failReading('row-too-long', `The row that starts on line ${line} is too long`, { line })
      : quoteOpenTooLong(line + inner, text.length);
  };

  const consume = (final: boolean): void => {
    let start = 0;
    while (start < pending.length) {
      let next = readRecord(pending, start, final);
      if (next === notWhole) break;
      const opened = line + inner;
      if (odd !== -1 && next !== unclosed) {
        const mended = mendRecord(pending, start, final);
        if (mended === notWhole) break;
        next = mended ?? readRecord(pending, start, final);
      }
      if (next === unclosed)
        throw failReading('quote-unclosed', `The quotation mark opened on line ${opened} is never closed`, {
          line: opened,
        });
      onRecord(notesSpaces ? { line, cells, spaced } : { line, cells });
      line += inner + 1;
      start = next;
    }
    pending = start === 0 ? pending : pending.slice(start);
    if (pending.length > options.rowLimit) throw overlong(pending);
  };

  return {
    push: (text) => {
      pending = pending === '' ? text : pending + text;
      consume(false);
    },
    end: () => consume(true),
    stray: () => stray,
  };
}

function closingQuote(text: string, from: number, quote: string, backslash: boolean): number {
  let position = from;
  for (;;) {
    const end = text.indexOf(quote, position);
    if (end === -1) return -1;
    if (backslash && oddBackslashes(text, from, end)) {
      position = end + 1;
      continue;
    }
    if (text.charAt(end + 1) !== quote) return end;
    position = end + 2;
  }
}

function oddBackslashes(text: string, from: number, end: number): boolean {
  let count = 0;
  while (end - 1 - count >= from && text.charCodeAt(end - 1 - count) === 0x5c) count++;
  return count % 2 === 1;
}

function unescaped(quoted: string, quote: string, backslash: boolean): string {
  const doubled = quoted.includes(quote) ? quoted.replaceAll(quote + quote, quote) : quoted;
  return backslash && doubled.includes('\\') ? doubled.replace(/\\(["\\])/g, '$1') : doubled;
}

function cellEnd(text: string, from: number, delimiter: number, carriageOnly: boolean): number {
  let position = from;
  for (; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === delimiter || code === 0x0a) break;
    if (code === 0x0d && (carriageOnly || text.charCodeAt(position + 1) === 0x0a || position + 1 >= text.length)) break;
  }
  return position;
}

function countLines(quoted: string, carriageOnly: boolean): number {
  return quoted.split(carriageOnly ? /\r\n|[\r\n]/ : '\n').length - 1;
}
