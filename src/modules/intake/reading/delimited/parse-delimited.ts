import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { Cell, Dialect } from '../read-outcome.ts';
import { withoutFormulaGuard } from './formula-guard.ts';

export interface DelimitedRecord {
  /** The physical line on which it starts, 1-based. */
  readonly line: number;
  readonly cells: readonly Cell[];
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
}

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
  let pending = '';
  let line = options.firstLine;
  let stray = false;

  /** Parses one record from `start`; -1: it is not whole yet. */
  const parseRecord = (text: string, start: number, final: boolean): number => {
    const cells: Cell[] = [];
    let position = start;
    let inner = 0;
    for (;;) {
      let from = position;
      while (text.charCodeAt(from) === 0x20) from++;
      let cell: Cell;
      if (text.charCodeAt(from) === quoteCode) {
        const end = closingQuote(text, from + 1, dialect.quote, backslash);
        if (end === -1) {
          if (!final) return -1;
          throw failReading('quote-unclosed', `The quotation mark opened on line ${line + inner} is never closed`, {
            line: line + inner,
          });
        }
        if (!final && end + 1 >= text.length) return -1;
        const quoted = text.slice(from + 1, end);
        position = cellEnd(text, end + 1, delimiter, carriageOnly);
        if (!final && position >= text.length) return -1;
        const rest = text.slice(end + 1, position);
        inner += countLines(quoted, carriageOnly);
        if (rest.trim() !== '') stray = true;
        cell = withoutFormulaGuard(normalizeCellText(unescaped(quoted, dialect.quote, backslash) + rest));
      } else {
        position = cellEnd(text, position, delimiter, carriageOnly);
        if (!final && position >= text.length) return -1;
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
      if (stop === 0x0d && text.charCodeAt(position + 1) === 0x0a) position += 2;
      else if (stop === 0x0d && !final && position + 1 >= text.length) return -1;
      else if (!Number.isNaN(stop)) position++;
      onRecord({ line, cells });
      line += inner + 1;
      return position;
    }
  };

  const consume = (final: boolean): void => {
    let start = 0;
    while (start < pending.length) {
      const next = parseRecord(pending, start, final);
      if (next === -1) break;
      start = next;
    }
    pending = start === 0 ? pending : pending.slice(start);
    if (pending.length > options.rowLimit)
      throw failReading('row-too-long', `The row that starts on line ${line} is too long`, { line });
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
