import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { KeyPlace } from './key-table.ts';

export interface RestFile {
  readonly path: string;
  /** Adds a row as it stands in the source, with its line. */
  readonly add: (buffer: Uint8Array, start: number, stop: number, line: number) => void;
  readonly flush: () => Promise<void>;
  /** Adds rows out of the source, by their places. */
  readonly addFrom: (source: string, places: readonly KeyPlace[], longestRow: number) => Promise<void>;
  readonly rowCount: () => number;
  readonly longestRow: () => number;
  readonly close: () => Promise<void>;
}

const flushSize = 1024 * 1024;
/** Of most files few rows are left; it grows with them. */
const firstSize = 16 * 1024;
/** Two delimiters, a line and its end. */
const longestPlace = 24;

/** Rows as positioned text: their own cells, then `_row` and an empty `_shape`. `mayLack`: without a row there is no file. */
export async function createRestFile(
  path: string,
  delimiter: string,
  { mayLack }: { readonly mayLack: boolean },
): Promise<RestFile> {
  let file = mayLack ? undefined : await open(path, 'wx');
  let gathered: Buffer = Buffer.allocUnsafeSlow(firstSize);
  let size = 0;
  let rowCount = 0;
  let longestRow = 0;

  const add = (buffer: Uint8Array, start: number, stop: number, line: number): void => {
    const most = stop - start + longestPlace;
    if (size + most > gathered.length) gathered = larger(gathered, size + most);
    gathered.set(buffer.subarray(start, stop), size);
    const length = stop - start + gathered.write(`${delimiter}${line}${delimiter}\n`, size + stop - start);
    size += length;
    rowCount += 1;
    longestRow = Math.max(longestRow, length);
  };
  const flush = async (atLeast: number): Promise<void> => {
    if (size <= atLeast) return;
    file ??= await open(path, 'wx');
    await file.appendFile(gathered.subarray(0, size));
    size = 0;
  };
  return {
    path,
    add,
    flush: () => flush(flushSize),
    rowCount: () => rowCount,
    longestRow: () => longestRow,
    addFrom: async (source, places, longest) => {
      const descriptor = openSync(source, 'r');
      const buffer = Buffer.alloc(longest + 2);
      try {
        for (const { line, offset } of places) {
          const read = readSync(descriptor, buffer, 0, buffer.length, offset);
          const feed = buffer.subarray(0, read).indexOf(0x0a);
          const end = feed < 0 ? read : feed;
          add(buffer, 0, buffer[end - 1] === 0x0d ? end - 1 : end, line);
          await flush(flushSize);
        }
      } finally {
        closeSync(descriptor);
      }
    },
    close: async () => {
      await flush(0);
      await file?.close();
    },
  };
}

function larger(bytes: Buffer, atLeast: number): Buffer {
  const grown = Buffer.allocUnsafeSlow(atLeast * 2);
  bytes.copy(grown);
  return grown;
}
