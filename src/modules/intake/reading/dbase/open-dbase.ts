import { open, type FileHandle } from 'node:fs/promises';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import type { EncodingName } from '#api/encodings.ts';
import { failReading } from '../errors.ts';
import type { Cell, ReadWarning, TextEncoding } from '../read-outcome.ts';
import { fieldReader, memoBlock } from './dbase-cells.ts';
import { dbaseText, type DbaseText } from './dbase-charset.ts';
import { readDbaseHeader, type DbaseField, type DbaseHeader } from './dbase-header.ts';
import { openMemo, type MemoFile } from './memo-file.ts';
import { nullBits } from './null-bits.ts';

export interface DbaseRow {
  /** The record's ordinal, from 1, deleted ones counted. */
  readonly row: number;
  readonly deleted: boolean;
  /** One cell a column; a blank is null. */
  readonly cells: readonly Cell[];
}

export interface DbaseTable {
  readonly columns: readonly string[];
  /** Per column: its cells are numbers. */
  readonly typed: readonly boolean[];
  /** Columns whose content stands in another file or is no text; their cells are null. */
  readonly unread: readonly string[];
  readonly encoding: TextEncoding;
  /** The coding was told from the text itself. */
  readonly warnings: readonly ReadWarning[];
  readonly recordCount: number;
  /** Numbers that were too long for their fields, in the rows gone through so far; deleted rows do not count. */
  readonly lost: () => LostNumbers;
  /** Some hundred records at a time, in order; `file-truncated` with its record where the file ends before the last one. */
  readonly rows: () => AsyncGenerator<readonly DbaseRow[]>;
  readonly close: () => Promise<void>;
}

export interface LostNumbers {
  readonly count: number;
  /** The first of them; null: there is none. */
  readonly first: { readonly row: number; readonly column: string } | null;
}

export interface OpenDbaseOptions {
  /** What a `.cpg` beside the table says of its text. */
  readonly charset?: string;
  /** How a person asks for its text to be read, whatever anything says. */
  readonly encoding?: EncodingName | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The file with its notes, and how long one of them may be. */
  readonly memo?: { readonly path: string; readonly longest: number };
}

const batchBytes = 1024 * 1024;
const sampleBytes = 256 * 1024;
const sampledNote = 4096;
/** Versions of tables whose notes are of FoxPro. */
const foxproNotes: ReadonlySet<number> = new Set([0x30, 0x31, 0x32, 0xf5, 0xfb]);

/** Opens a dBase III to 7 or FoxPro table. Memory does not grow with it; the caller closes it. */
export async function openDbase(path: string, options: OpenDbaseOptions = {}): Promise<DbaseTable> {
  const file = await open(path, 'r');
  let memo: MemoFile | undefined;
  try {
    const start = Buffer.alloc(32);
    await file.read(start, 0, 32, 0);
    if (options.memo !== undefined) memo = openMemo(options.memo.path, memoKind(start), options.memo.longest);
    return await readOpened(file, start, memo, options);
  } catch (error) {
    memo?.close();
    await file.close();
    throw error;
  }
}

async function readOpened(
  file: FileHandle,
  start: Buffer,
  memo: MemoFile | undefined,
  options: OpenDbaseOptions,
): Promise<DbaseTable> {
  const head = Buffer.alloc(start.readUInt16LE(8));
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const header = readDbaseHeader(head.subarray(0, bytesRead));
  const sample = await gatherText(file, header, memo, options.signal);
  const names = Buffer.concat(header.fields.map(({ name }) => Buffer.concat([name, Buffer.from('\n')])));
  const text = dbaseText({
    language: header.language,
    declared: options.charset,
    asked: options.encoding,
    sample: Buffer.concat([sample, accented(names)]),
  });
  // Visual FoxPro keeps which cells are null in a column of its own, which is no data.
  const fields = header.fields.filter(({ type }) => type !== '0');
  const readers = fields.map((field) => fieldReader(field, header, text, memo));
  const columns = uniqueNames(fields, text);
  let lost: LostNumbers = { count: 0, first: null };
  return {
    columns,
    typed: readers.map((reader) => reader?.isNumber ?? false),
    unread: columns.filter((_, index) => readers[index] === undefined),
    encoding: text.encoding,
    warnings: text.warnings,
    recordCount: header.recordCount,
    lost: () => lost,
    close: async () => {
      memo?.close();
      await file.close();
    },
    rows: async function* () {
      const bits = nullBits(header);
      lost = { count: 0, first: null };
      for await (const { records, first } of eachBatch(file, header, options.signal)) {
        yield records.map((record, index) => ({
          row: first + index,
          deleted: record[0] === 0x2a,
          cells: readers.map((reader, column) => {
            const field = fields[column];
            if (reader === undefined || field === undefined || bits.isNull(record, field)) return null;
            if (reader.isLost?.(record) === true && record[0] !== 0x2a) {
              const here = { row: first + index, column: columns[column] ?? '' };
              lost = { count: lost.count + 1, first: lost.first ?? here };
            }
            return reader.read(bits.cut(record, field));
          }),
        }));
      }
    },
  };
}

function memoKind(head: Buffer): 'foxpro' | 'dbase' {
  return foxproNotes.has(head[0] ?? 0) ? 'foxpro' : 'dbase';
}

interface Batch {
  readonly records: readonly Buffer[];
  readonly first: number;
}

/** Up to the count of the header, and on while a program that did not mend the count left whole records behind. */
async function* eachBatch(file: FileHandle, header: DbaseHeader, signal?: AbortSignal): AsyncGenerator<Batch> {
  const { headerBytes, recordBytes, recordCount } = header;
  const perBatch = Math.max(1, Math.floor(batchBytes / recordBytes));
  for (let done = 0; ;) {
    signal?.throwIfAborted();
    const buffer = Buffer.alloc(perBatch * recordBytes);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, headerBytes + done * recordBytes);
    const records: Buffer[] = [];
    for (let at = 0; at + recordBytes <= bytesRead; at += recordBytes) {
      if (done + records.length >= recordCount && !isRecordStart(buffer[at])) break;
      records.push(buffer.subarray(at, at + recordBytes));
    }
    if (records.length > 0) yield { records, first: done + 1 };
    done += records.length;
    if (records.length === perBatch) continue;
    if (done < recordCount)
      throw failReading('file-truncated', `The table ends after ${done} of ${recordCount} records`, { line: done + 1 });
    return;
  }
}

function isRecordStart(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x2a;
}

/** Texts with bytes beyond ASCII, a line each, up to a bound. */
async function gatherText(
  file: FileHandle,
  header: DbaseHeader,
  memo: MemoFile | undefined,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  const texts = header.fields.filter(({ type, binary }) => type === 'C' && !binary);
  const notes = memo === undefined ? [] : header.fields.filter(({ type, binary }) => type === 'M' && !binary);
  const found: Buffer[] = [];
  let size = 0;
  for await (const { records } of eachBatch(file, header, signal)) {
    for (const record of records) {
      for (const { offset, length } of notes) {
        const note = memo?.read(memoBlock(record.subarray(offset, offset + length)))?.subarray(0, sampledNote);
        if (note === undefined || !hasHighByte(note)) continue;
        found.push(note, Buffer.from('\n'));
        size += note.length + 1;
      }
      if (size >= sampleBytes) return Buffer.concat(found);
      if (!hasHighByte(record)) continue;
      for (const { offset, length } of texts) {
        const cell = record.subarray(offset, offset + length);
        if (!hasHighByte(cell)) continue;
        found.push(Buffer.from(cell), Buffer.from('\n'));
        size += length + 1;
      }
      if (size >= sampleBytes) return Buffer.concat(found);
    }
  }
  return Buffer.concat(found);
}

function accented(names: Buffer): Buffer {
  return hasHighByte(names) ? names : Buffer.alloc(0);
}

function hasHighByte(bytes: Buffer): boolean {
  return bytes.some((byte) => byte >= 0x80);
}

function uniqueNames(fields: readonly DbaseField[], text: DbaseText): readonly string[] {
  const seen = new Map<string, number>();
  return fields.map(({ name }) => {
    const heading = normalizeCellText(text.decode(name));
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count === 1 || heading === '' ? heading : `${heading} (${count})`;
  });
}
