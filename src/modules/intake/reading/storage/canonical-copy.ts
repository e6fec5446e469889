import { appendFileSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { TextStorage } from '#platform/tables/text-table.ts';
import type { Cell } from '../read-outcome.ts';
import type { RowSink } from '../recognition/recognise-table.ts';

export interface CanonicalCopy extends RowSink {
  /** Writes what has gathered, if it is worth it or `all` is asked for: between batches, so that memory does not grow. */
  readonly flush: (all?: boolean) => Promise<void>;
  /** Ends the file and says how to scan it. */
  readonly close: () => Promise<TextStorage>;
  /** Removes the file, unless it was closed. */
  readonly discard: () => Promise<void>;
}

const flushSize = 1024 * 1024;
/** What is written at once if nobody flushes: before a flush there is mostly far less. */
const mostGathered = 32 * 1024 * 1024;
const quoteNeeded = /[",\n\r]|^$/;

/** Writes rows as the canonical form of `TextStorage`: comma, quotes where needed, `_row` and `_shape` behind the cells. */
export async function createCanonicalCopy(path: string): Promise<CanonicalCopy> {
  const file: FileHandle = await open(path, 'wx');
  const gathered: string[] = [];
  let size = 0;
  let multiline = false;
  let longestRow = 0;
  let closed = false;

  const flush = async (atLeast: number): Promise<void> => {
    if (size < atLeast || gathered.length === 0) return;
    await file.appendFile(taken());
  };
  const taken = (): string => {
    const text = gathered.join('');
    gathered.length = 0;
    size = 0;
    return text;
  };

  return {
    begin: () => undefined,
    write: (row, cells, shape) => {
      let line = '';
      for (const cell of cells) {
        if (cell !== null && cell.includes('\n')) multiline = true;
        line += `${written(cell)},`;
      }
      if (shape !== null && shape.includes('\n')) multiline = true;
      line += `${row},${written(shape)}\n`;
      // A character is at most three bytes of UTF-8.
      longestRow = Math.max(longestRow, line.length * 3);
      gathered.push(line);
      size += line.length;
      // One row of a crosstab may be thousands here, between which no flush comes.
      if (size >= mostGathered) appendFileSync(file.fd, taken());
    },
    flush: (all) => flush(all === true ? 0 : flushSize),
    discard: async () => {
      if (closed) return;
      closed = true;
      await file.close();
      await rm(path);
    },
    close: async () => {
      await flush(0);
      closed = true;
      await file.close();
      return {
        path,
        delimiter: ',',
        quote: '"',
        escape: '"',
        newline: '\n',
        skipLines: 0,
        positioned: true,
        multiline,
        longestRow,
      };
    },
  };
}

function written(cell: Cell): string {
  if (cell === null) return '';
  return quoteNeeded.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
