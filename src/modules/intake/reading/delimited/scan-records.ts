import type { ScanOptions } from './scan-options.ts';
import { isSuspectStart } from './suspect-rows.ts';

/** What a scan has learnt so far; `offset`, `line` and `records` say where it stands. */
export interface RecordFacts {
  offset: number;
  line: number;
  records: number;
  quotes: boolean;
  /** A quote in the midst of a cell, or text behind a closing one. */
  stray: boolean;
  /** The line of a quote that the end of the buffer or of the file left open. */
  openQuoteLine: number | null;
  /** A line end inside quotes. */
  multiline: boolean;
  nulLine: number | null;
  lineFeeds: number;
  pairs: number;
  loneReturns: boolean;
  /** Records with a return alone outside quotes: as many cells as the heading, or not, as if two were one. */
  returnsWithin: number;
  returnsBetween: number;
  /** Data records with more or fewer cells than the heading. */
  raggedRows: number;
  /** Data records without content. */
  blanks: number;
  /** Some cell carries our own guard against formulas. */
  guarded: boolean;
  longest: number;
  /** Records amid the data that may be totals or headings; `suspectLimit` of them at most. */
  readonly suspects: string[];
  /** Where the last records begin, in turn; see `lastRecords`. */
  readonly tailOffsets: Float64Array;
  readonly tailLines: Float64Array;
}

export const suspectLimit = 2000;
export const tailRecords = 40;

const delimiterClass = 1;
const quoteClass = 2;
const feedClass = 3;
const returnClass = 4;
const nulClass = 5;

/** Where the last records begin, as far as they are kept. */
export function lastRecords({ records, tailOffsets, tailLines }: RecordFacts) {
  const kept = Math.min(records, tailRecords);
  return Array.from({ length: kept }, (_, index) => {
    const slot = (records - kept + index) % tailRecords;
    return { offset: tailOffsets[slot] ?? 0, line: tailLines[slot] ?? 0 };
  });
}

/** A byte's class; 0 for all that a scan passes over. */
function classTable(delimiter: string): Uint8Array {
  const table = new Uint8Array(256);
  table[0x22] = quoteClass;
  table[0x0a] = feedClass;
  table[0x0d] = returnClass;
  table[0x00] = nulClass;
  table[delimiter.charCodeAt(0)] = delimiterClass;
  return table;
}

/**
 * Goes over the whole records of a buffer, byte by byte and without making a string of any. `buffer[end]` must be a line
 * feed, which ends the search for the next byte that matters. Returns where the first record begins that is not whole.
 */
export function createRecordScan(facts: RecordFacts, options: ScanOptions) {
  const classes = classTable(options.delimiter);
  const { width, skipRecords, headingStart } = options;
  const delimiter = options.delimiter.charCodeAt(0);

  const { sifting } = options;
  let returned = false;

  const pass = (start: number, stop: number): void => {
    const slot = facts.records % tailRecords;
    facts.tailOffsets[slot] = facts.offset + start;
    facts.tailLines[slot] = facts.line;
    if (stop - start > facts.longest) facts.longest = stop - start;
    facts.records++;
  };

  const finish = (buffer: Buffer, start: number, stop: number, cells: number, inner: number): void => {
    if (inner > 0) facts.multiline = true;
    if (returned && cells === width) facts.returnsWithin++;
    else if (returned) facts.returnsBetween++;
    returned = false;
    if (facts.records >= skipRecords) {
      sifting?.leave(buffer, start, stop, facts.line, facts.offset + start);
      const content = firstContent(buffer, start, stop, delimiter);
      if (content === stop) facts.blanks++;
      else if (cells !== width) facts.raggedRows++;
      else if (
        facts.suspects.length < suspectLimit &&
        (isSuspectStart(buffer, content) || startsWith(buffer, content, stop, headingStart))
      ) {
        facts.suspects.push(buffer.toString('utf8', start, Math.min(stop, start + 4096)));
      }
    }
    pass(start, stop);
    facts.line += inner + 1;
  };

  /** Where the next record begins if the sieve took this one. */
  const offer = (buffer: Buffer, start: number, end: number): number => {
    if (sifting === undefined || facts.records < skipRecords) return -1;
    const first = buffer[start];
    if (first === delimiter || first === 0x20 || first === 0x09) return -1;
    if (isSuspectStart(buffer, start) || startsWith(buffer, start, end, headingStart)) return -1;
    const next = sifting.take(buffer, start, end, facts.line, facts.offset + start);
    if (next < 0) return -1;
    const paired = buffer[next - 2] === 0x0d;
    if (paired) facts.pairs++;
    else facts.lineFeeds++;
    pass(start, next - (paired ? 2 : 1));
    facts.line++;
    return next;
  };

  return (buffer: Buffer, end: number, final: boolean): number => {
    let start = 0;
    while (start < end) {
      const next = offer(buffer, start, end);
      if (next >= 0) {
        start = next;
        continue;
      }
      let position = start;
      let cellStart = start;
      let cells = 1;
      let inner = 0;
      let whole = false;
      returned = false;
      if (buffer[start] === 0x27 && guards(buffer, start)) facts.guarded = true;
      while (!whole) {
        let kind = classes[buffer[position] ?? 0] ?? 0;
        while (kind === 0) kind = classes[buffer[++position] ?? 0] ?? 0;
        if (position >= end) {
          if (!final) return start;
          whole = true;
          finish(buffer, start, end, cells, inner);
          start = end;
        } else if (kind === delimiterClass) {
          cells++;
          cellStart = ++position;
          if (buffer[position] === 0x27 && guards(buffer, position)) facts.guarded = true;
        } else if (kind === feedClass) {
          facts.lineFeeds++;
          whole = true;
          finish(buffer, start, position, cells, inner);
          start = position + 1;
        } else if (kind === returnClass) {
          if (position + 1 >= end && !final) return start;
          if (buffer[position + 1] === 0x0a && position + 1 < end) {
            facts.pairs++;
            whole = true;
            finish(buffer, start, position, cells, inner);
            start = position + 2;
          } else {
            facts.loneReturns = true;
            returned = true;
            position++;
          }
        } else if (kind === quoteClass) {
          facts.quotes = true;
          if (position !== cellStart) {
            facts.stray = true;
            position++;
            continue;
          }
          const opened = facts.line + inner;
          if (buffer[position + 1] === 0x27 && guards(buffer, position + 1)) facts.guarded = true;
          position++;
          let closed = false;
          while (!closed) {
            while (position < end && buffer[position] !== 0x22) {
              if (buffer[position] === 0x0a) inner++;
              else if (buffer[position] === 0x0d && buffer[position + 1] !== 0x0a) facts.loneReturns = true;
              else if (buffer[position] === 0) facts.nulLine ??= facts.line + inner;
              position++;
            }
            if (position >= end || (position + 1 >= end && !final)) {
              facts.openQuoteLine = opened;
              if (!final) return start;
              if (position < end) facts.openQuoteLine = null;
              closed = true;
            } else if (buffer[position + 1] === 0x22 && position + 1 < end) position += 2;
            else {
              closed = true;
              facts.openQuoteLine = null;
              position++;
              const next = classes[buffer[position] ?? 0] ?? 0;
              if (next !== delimiterClass && next !== feedClass && next !== returnClass) facts.stray = true;
            }
          }
        } else {
          facts.nulLine ??= facts.line + inner;
          position++;
        }
      }
    }
    return start;
  };
}

/** The first byte of a record that is neither blank, delimiter nor quote; `stop` where there is none. */
function firstContent(buffer: Buffer, start: number, stop: number, delimiter: number): number {
  let position = start;
  while (position < stop) {
    const byte = buffer[position];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x22 && byte !== delimiter) break;
    position++;
  }
  return position;
}

function startsWith(buffer: Buffer, start: number, stop: number, beginning: Buffer): boolean {
  if (beginning.length === 0 || stop - start < beginning.length) return false;
  for (let index = 0; index < beginning.length; index++) if (buffer[start + index] !== beginning[index]) return false;
  return true;
}

/** An apostrophe before `= + - @`, a tab or a return, or before another apostrophe. */
function guards(buffer: Buffer, position: number): boolean {
  const next = buffer[position + 1];
  if (next === 0x0d) return buffer[position + 2] !== 0x0a;
  return next === 0x3d || next === 0x2b || next === 0x2d || next === 0x40 || next === 0x09 || next === 0x27;
}
