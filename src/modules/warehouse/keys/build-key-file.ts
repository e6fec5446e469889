import { open, rm, type FileHandle } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { renameDurably } from '#platform/files/index.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { rowSource } from '../query/row-source.ts';
import type { StoredRows } from '../snapshots/snapshot.ts';
import { keyCells, type Masks } from './key-cells.ts';
import { cutLines } from './cut-lines.ts';
import { blockBytes, packBlock, packIndex, type BlockPlace } from './key-file.ts';
import { keyOfLine } from './key-line.ts';
import { encodeKey } from './key-order.ts';

export interface KeyFileTask {
  readonly schema: DatasetSchema;
  readonly masks: Masks;
  /** One part of the snapshot. */
  readonly rows: StoredRows;
  readonly rowCount: number;
  /** Absolute; there whole, or not at all. */
  readonly output: string;
  /** In an allowed directory of the connection; what is begun is there, and removed. */
  readonly half: string;
}

/** Bounds what lies on disk before it is packed. */
const rowsAtATime = 250_000;

/** Where the engine writes the rows of a file that is being made. */
export const linesOf = (half: string): string => `${half}.lines`;

/** Throws, and leaves nothing, where the part's keys are not in the order that a look-up goes by. */
export async function buildKeyFile(connection: DuckDBConnection, task: KeyFileTask): Promise<void> {
  const lines = linesOf(task.half);
  const file = await open(task.half, 'wx', 0o600);
  try {
    const blocks = createBlocks(task.schema, file);
    for (let first = 0; first < task.rowCount; first += rowsAtATime) {
      await connection.run(copyLinesSql(task, first, lines));
      for await (const block of cutLines(lines, blockBytes)) await blocks.add(block);
      await rm(lines);
    }
    await blocks.end();
    await file.sync();
    await file.close();
    await renameDurably(task.half, task.output);
  } catch (error) {
    await file.close().catch(() => undefined);
    throw error;
  } finally {
    await rm(task.half, { force: true });
    await rm(lines, { force: true });
  }
}

/** No quoting and no escaping: JSON texts hold neither tabs nor ends of lines. */
function copyLinesSql({ schema, masks, rows }: KeyFileTask, first: number, lines: string): string {
  const key = schema.key.map((name) => `cast(to_json(cast(${quoteName(name)} as varchar)) as varchar)`);
  const cells = [...key, ...keyCells(schema, masks).map(({ sql }) => sql)];
  const last = first + rowsAtATime - 1;
  return `copy (select ${cells.join(' || chr(9) || ')} from ${rowSource(rows, schema)} where _row between ${first} and ${last})
    to ${quoteText(lines)} (format csv, header false, quote '', escape '', delimiter e'\\x1f')`;
}

/** Packs blocks of lines one behind the other, and the index behind them. */
function createBlocks(schema: DatasetSchema, file: FileHandle) {
  const types = schema.key.map((name) => schema.columns.find((column) => column.name === name)?.type ?? 'TIME');
  const places: BlockPlace[] = [];
  let unwritten: Uint8Array[] = [];
  let end = 0;
  let written = 0;
  const write = async () => {
    await file.appendFile(Buffer.concat(unwritten));
    unwritten = [];
    written = end;
  };
  return {
    add: async (lines: Buffer) => {
      const firstKey = encodeKey(keyOfLine(lines.toString('utf8', 0, lines.indexOf(10)), types.length), types);
      const before = places.at(-1)?.firstKey;
      if (firstKey === undefined || (before !== undefined && Buffer.compare(before, firstKey) >= 0)) {
        throw new Error('The keys of a part are not in order');
      }
      const packed = packBlock(lines);
      unwritten.push(packed);
      // A copy of its own: a piece of the pool would keep all that was in it.
      places.push({ firstKey: Uint8Array.from(firstKey), offset: end });
      end += packed.length;
      if (end - written >= writtenAtATime) await write();
    },
    end: async () => {
      unwritten.push(packIndex(places, end));
      await write();
    },
  };
}

const writtenAtATime = 1 << 20;
