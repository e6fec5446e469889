import { appendFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { RowSink } from '../recognition/recognise-table.ts';

export interface RowSpool extends RowSink {
  readonly flush: (all?: boolean) => Promise<void>;
  /** Once is enough; again does nothing. */
  readonly close: () => Promise<void>;
}

const flushSize = 1024 * 1024;
/** What is written at once if nobody flushes. */
const mostGathered = 8 * 1024 * 1024;

/** Writes rows as the elements of a JSON array to one file, and their places in the source to another. */
export async function createRowSpool(paths: { readonly rows: string; readonly rowNumbers: string }): Promise<RowSpool> {
  const rows = await createElements(paths.rows);
  const rowNumbers = await createElements(paths.rowNumbers);
  return {
    begin: () => undefined,
    write: (row, cells) => {
      rows.add(JSON.stringify(cells));
      rowNumbers.add(String(row));
    },
    flush: async (all) => {
      await rows.flush(all === true ? 0 : flushSize);
      await rowNumbers.flush(all === true ? 0 : flushSize);
    },
    close: async () => {
      await rows.close();
      await rowNumbers.close();
    },
  };
}

async function createElements(path: string) {
  const file = await open(path, 'wx');
  const gathered: string[] = [];
  let size = 0;
  let first = true;
  let closed = false;
  const taken = (): string => {
    const text = gathered.join('');
    gathered.length = 0;
    size = 0;
    return text;
  };
  const flush = async (atLeast: number): Promise<void> => {
    if (size > 0 && size >= atLeast) await file.appendFile(taken());
  };
  return {
    add: (element: string): void => {
      gathered.push(first ? element : `,${element}`);
      first = false;
      size += element.length + 1;
      if (size >= mostGathered) appendFileSync(file.fd, taken());
    },
    flush,
    close: async (): Promise<void> => {
      if (closed) return;
      closed = true;
      await flush(0);
      await file.close();
    },
  };
}
