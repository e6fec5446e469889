import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { failReading } from '../errors.ts';
import { quoteOpenTooLong } from './open-quote.ts';
import type { ScanOptions } from './scan-options.ts';
import { createRecordScan, tailRecords, type RecordFacts } from './scan-records.ts';

export interface ScanFacts extends RecordFacts {
  readonly bytes: number;
  readonly validUtf8: boolean;
}

interface Sizes {
  readonly chunk: number;
  /** Before what is read there is room for a row that the chunk before began; a longer one is put together anew. */
  readonly row: number;
}

const mostSizes: Sizes = { chunk: 1024 * 1024, row: 64 * 1024 };

/**
 * One pass over a file's bytes: whether it is UTF-8, and everything that decides whether the engine can scan it where
 * it lies. It holds two chunks, of which one is read while the other is looked at, and the longest row, whatever the size of the file.
 */
export async function scanDelimited(path: string, options: ScanOptions): Promise<ScanFacts> {
  const file = await open(path, 'r');
  const facts = newFacts();
  const scan = createRecordScan(facts, options);
  const sizes = options.more === undefined ? fitting((await file.stat()).size) : mostSizes;
  const read = (into: Buffer): Promise<{ readonly bytesRead: number }> =>
    file.read(into, sizes.row, into.length - 1 - sizes.row, null);
  let [chunk, spare] = [chunkFor(sizes, 0), chunkFor(sizes, 0)];
  let reading = read(chunk);
  let kept: Buffer = Buffer.alloc(0);
  let bytes = 0;
  let validUtf8 = true;
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await reading;
      const final = bytesRead === 0 && (await options.more?.(bytes)) !== true;
      const buffer = behind(kept, chunk, { bytesRead, room: sizes.row });
      const end = kept.length + bytesRead;
      if (!final) {
        if (spare.length < kept.length) spare = chunkFor(sizes, kept.length);
        reading = read(spare);
        // Whoever awaits it is told of a failure; until then nobody may be.
        reading.catch(() => undefined);
      }
      const done = scan(buffer, end, final);
      // Whole records end at a line end, so that no character is cut in two.
      if (validUtf8 && !isUtf8(buffer.subarray(0, done))) validUtf8 = false;
      bytes += bytesRead;
      facts.offset += done;
      await options.sifting?.flush();
      if (final) break;
      kept = buffer.subarray(done, end);
      if (kept.length > options.rowLimit) throw tooLong(facts, kept.length);
      options.onProgress(bytes);
      [chunk, spare] = [spare, chunk];
    }
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
  return { ...facts, bytes, validUtf8 };
}

/** Many small files one after the other would have whole heaps collected for buffers that nobody filled. */
function fitting(bytes: number): Sizes {
  return { chunk: Math.min(mostSizes.chunk, bytes + 1), row: Math.min(mostSizes.row, bytes) };
}

/** Room for a chunk, or for as much as there already is of a row, and for the line feed behind. */
function chunkFor(sizes: Sizes, row: number): Buffer {
  return Buffer.allocUnsafe(sizes.row + Math.max(sizes.chunk, row) + 1);
}

/** What was read, behind the row that the chunk before began, and a line feed. */
function behind(kept: Buffer, chunk: Buffer, of: { readonly bytesRead: number; readonly room: number }): Buffer {
  const { bytesRead, room } = of;
  const end = room + bytesRead;
  chunk[end] = 0x0a;
  if (kept.length > room) return Buffer.concat([kept, chunk.subarray(room, end + 1)]);
  kept.copy(chunk, room - kept.length);
  return chunk.subarray(room - kept.length);
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

function tooLong({ openQuoteLine, line }: RecordFacts, kept: number) {
  return openQuoteLine === null
    ? failReading('row-too-long', `The row that starts on line ${line} is longer than ${kept} bytes`, { line })
    : quoteOpenTooLong(openQuoteLine, kept);
}
