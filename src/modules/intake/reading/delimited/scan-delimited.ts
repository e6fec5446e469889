import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Sifting } from '#platform/tables/row-sieve.ts';
import { failReading } from '../errors.ts';
import { createRecordScan, tailRecords, type RecordFacts } from './scan-records.ts';

export interface ScanOptions {
  readonly delimiter: string;
  /** Records before the first data row, and the cells that each record from there on should have. */
  readonly skipRecords: number;
  readonly width: number;
  /** The heading's first bytes: a record that begins with them may repeat it. */
  readonly headingStart: Buffer;
  readonly rowLimit: number;
  /** Is offered every record from there on. */
  readonly sifting?: Sifting | undefined;
  /** Asked where the file ends, which may still grow, with what was read so far: false if it does not. */
  readonly more?: (bytes: number) => Promise<boolean>;
  readonly onProgress: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface ScanFacts extends RecordFacts {
  readonly bytes: number;
  readonly validUtf8: boolean;
}

const chunkSize = 1024 * 1024;

/**
 * One pass over a file's bytes: whether it is UTF-8, and everything that decides whether the engine can scan it where
 * it lies. It holds one chunk and one row, whatever the size of the file.
 */
export async function scanDelimited(path: string, options: ScanOptions): Promise<ScanFacts> {
  const file = await open(path, 'r');
  const facts = newFacts();
  const scan = createRecordScan(facts, options);
  let buffer: Buffer = Buffer.allocUnsafe(chunkSize + 1);
  let kept = 0;
  let bytes = 0;
  let validUtf8 = true;
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      if (buffer.length - 1 - kept < chunkSize / 2) buffer = grown(buffer, kept);
      const { bytesRead } = await file.read(buffer, kept, buffer.length - 1 - kept, null);
      if (bytesRead === 0 && (await options.more?.(bytes)) === true) continue;
      const final = bytesRead === 0;
      const end = kept + bytesRead;
      buffer[end] = 0x0a;
      const done = scan(buffer, end, final);
      // Whole records end at a line end, so that no character is cut in two.
      if (validUtf8 && !isUtf8(buffer.subarray(0, done))) validUtf8 = false;
      bytes += bytesRead;
      facts.offset += done;
      await options.sifting?.flush();
      if (final) break;
      buffer.copyWithin(0, done, end);
      kept = end - done;
      if (kept > options.rowLimit) throw tooLong(facts, kept);
      options.onProgress(bytes);
    }
  } finally {
    await file.close();
  }
  return { ...facts, bytes, validUtf8 };
}

function newFacts(): RecordFacts {
  return {
    offset: 0,
    line: 1,
    records: 0,
    quotes: false,
    stray: false,
    openQuoteLine: null,
    multiline: false,
    nulLine: null,
    lineFeeds: 0,
    pairs: 0,
    loneReturns: false,
    returnsWithin: 0,
    returnsBetween: 0,
    raggedRows: 0,
    blanks: 0,
    guarded: false,
    longest: 0,
    suspects: [],
    tailOffsets: new Float64Array(tailRecords),
    tailLines: new Float64Array(tailRecords),
  };
}

function grown(buffer: Buffer, kept: number): Buffer {
  const larger = Buffer.allocUnsafe((buffer.length - 1) * 2 + 1);
  buffer.copy(larger, 0, 0, kept);
  return larger;
}

function tooLong(facts: RecordFacts, kept: number) {
  const line = facts.openQuoteLine ?? facts.line;
  return facts.openQuoteLine === null
    ? failReading('row-too-long', `The row that starts on line ${line} is longer than ${kept} bytes`, { line })
    : failReading('quote-unclosed', `The quotation mark opened on line ${line} is not closed within ${kept} bytes`, {
        line,
      });
}
