import { createReadStream } from 'node:fs';
import { normalizeCellText } from '#platform/text/cell-text.ts';
import { reprepareText, type PreparedText } from '../encoding/prepare-text.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import { readTablesOfRows } from '../read-tables-of-rows.ts';
import type { ReaderContext, ReadPart, SourceFile } from '../reader.ts';
import type { RecogniserOptions } from '../recognition/recognise-table.ts';
import type { SourceRow } from '../recognition/source-row.ts';
import { columnsDoubtful, columnsMisaligned } from './delimited-warnings.ts';
import { columnsDoubted } from './fixed-headings.ts';
import { cutLine, isRule, type FixedLayout } from './fixed-columns.ts';

/** Reads a text whose columns stand one under the other. `prepared` may hold bytes beyond its head that are no UTF-8. */
export async function readFixedWidth<T>(
  source: SourceFile,
  prepared: PreparedText,
  layout: FixedLayout,
  context: ReaderContext<T>,
  options: RecogniserOptions,
): Promise<ReadPart<T>> {
  const text = (await isUtf8File(prepared.path)) ? prepared : await reprepareText(source, context);
  let misaligned: Misaligned = { first: null, lines: 0 };
  const read = await readTablesOfRows(context, options, source.name, async (push, flush) => {
    misaligned = await readFixedLines(text, layout, context, push, flush);
  });
  if (read.tables.length === 0) throw failReading('file-empty', 'The file holds nothing but blanks');
  return {
    format: 'csv',
    encoding: text.encoding,
    dialect: { delimiter: '', quote: '', escape: '', newline: text.head.includes('\r\n') ? '\r\n' : '\n' },
    tables: read.tables,
    rows: read.rows,
    warnings: [
      ...text.warnings,
      ...(columnsDoubted(text.head, layout.columns) ? [columnsDoubtful(source.name, layout.columns.length)] : []),
      ...(misaligned.first === null ? [] : [columnsMisaligned(misaligned.first, misaligned.lines)]),
    ],
  };
}

async function isUtf8File(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The first line in which a text runs on into the next column, and how many there are. */
interface Misaligned {
  readonly first: number | null;
  readonly lines: number;
}

/** Goes over a text line by line and cuts each at the same places; a rule is no row. */
async function readFixedLines<T>(
  text: PreparedText,
  { columns, composed }: FixedLayout,
  context: ReaderContext<T>,
  push: (row: SourceRow) => void,
  flush: () => Promise<void>,
): Promise<Misaligned> {
  const { signal } = context.options;
  const decoder = new TextDecoder('utf-8');
  let pending = '';
  let number = 0;
  let first: number | null = null;
  let misaligned = 0;
  const take = (line: string): void => {
    number++;
    if (line.includes('\0'))
      throw failReading('text-binary', `There is a NUL byte on line ${number}`, { line: number });
    if (isRule(line)) return;
    const { cells, crosses } = cutLine(composed ? line.normalize('NFC') : line, columns);
    if (crosses) {
      first ??= number;
      misaligned++;
    }
    push({ row: number, cells: cells.map(cellOf) });
  };
  const stream = createReadStream(text.path, { highWaterMark: 1024 * 1024, ...(signal ? { signal } : {}) });
  let done = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    pending = lines.pop() ?? '';
    if (pending.length > context.limits.rowBytes) {
      throw failReading('row-too-long', `Line ${number + lines.length + 1} is too long`, {
        line: number + lines.length + 1,
      });
    }
    for (const line of lines) take(line);
    done += chunk.length;
    context.onProgress(done, text.bytes);
    await flush();
  }
  const rest = pending + decoder.decode();
  if (rest !== '') take(rest);
  return { first, lines: misaligned };
}

function cellOf(text: string): Cell {
  const normal = normalizeCellText(text);
  return normal === '' ? null : normal;
}
