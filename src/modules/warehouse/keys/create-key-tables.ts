import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rights } from '#api/rights.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Log } from '#platform/log/log.ts';
import type { Query } from '../query/query.ts';
import { createKeyBuilder, type KeyTurn } from './create-key-builder.ts';
import { createOpenKeys } from './create-open-keys.ts';
import { keyedDataset, type KeyedDataset, type KeyedView } from './keyed-dataset.ts';
import { findCells, lineStart } from './key-line.ts';
import { encodeKey } from './key-order.ts';
import { recordPlan } from './record-plan.ts';
import { wholeKeyOf } from './whole-key.ts';

export interface KeyTablesOptions {
  /** Absolute; holds `snapshots`, and gets `cache/keys`. */
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn'>;
  /** Smaller snapshots are answered fast enough without. */
  readonly fromRows: number;
  /** Of the files on disk. */
  readonly maxBytes?: number;
  /** Look-ups are answered without, so that other work may be more urgent; undefined: none is. */
  readonly inTurn?: KeyTurn;
}

export interface LookUp extends KeyedView {
  readonly query: Query;
  readonly rights: Rights;
}

/**
 * Rows of large datasets by their whole key, without the engine. What it goes by is derived from the snapshots' files and
 * may be removed at any time; where it is missing, the engine answers the same.
 */
export interface KeyTables {
  /** Snapshots of fewer rows have none. */
  readonly fromRows: number;
  /** The records that answer the question, at most one, as the engine would write them; undefined: ask the engine. */
  lookUp(question: LookUp): Promise<readonly string[] | undefined>;
  /** Makes in the background what look-ups in the dataset's current snapshot go by. */
  prepare(view: KeyedView): void;
  /** Resolves when nothing is being made; for tests and benches. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Of the indexes in memory: about 1 MB for a million rows. */
const indexBytes = 64 << 20;
const mostFiles = 200;
const mostDatasets = 100;
const atOnce: KeyTurn = (signal, work) => work('256MB', signal);

export async function createKeyTables(options: KeyTablesOptions): Promise<KeyTables> {
  const folder = join(options.dataFolder, 'cache', 'keys');
  const snapshotsFolder = join(options.dataFolder, 'snapshots');
  const { clock, log, fromRows, maxBytes = 8 * 2 ** 30, inTurn = atOnce } = options;
  const open = createOpenKeys(indexBytes, mostFiles);
  const builder = await createKeyBuilder({
    snapshotsFolder,
    folder,
    clock,
    log,
    maxBytes,
    inTurn,
    onChange: open.lookAgain,
  });
  const keyedOf = rememberKeyed(mostDatasets);

  const prepare = (view: KeyedView) => {
    const { rows, files, current } = view.snapshot;
    // Some hundred bytes a row, packed, beside a part's; what would not stay is not made.
    const needed = 3 * files.reduce((sum, { bytes }) => sum + bytes, 0);
    if (!current || rows < fromRows || needed > maxBytes) return;
    const keyed = keyedOf(view);
    if (keyed !== undefined) builder.want({ view, keyed });
  };

  return {
    fromRows,
    prepare,
    lookUp: async (question) => {
      const { query, schema, rights, snapshot } = question;
      const key = snapshot.rows < fromRows ? undefined : wholeKeyOf(query, schema, rights);
      const keyed = key === undefined ? undefined : keyedOf(question);
      if (key === undefined || keyed === undefined) return undefined;
      const plan = recordPlan(keyed, query.select, rights);
      const bytes = encodeKey(key, keyed.types);
      if (plan === undefined || bytes === undefined) return undefined;
      const part = keyed.parts.find(bytes);
      if (part === undefined) return [];
      const path = join(folder, keyed.nameOf(part));
      try {
        const file = await open.get(path);
        if (file !== undefined) {
          const block = await file.readBlock(bytes);
          const cells = block && findCells(block, lineStart(key));
          const record = cells && plan(cells);
          return record === undefined || record === null ? [] : [record];
        }
      } catch (error) {
        log.warn({ error }, 'file of keys given up');
        open.drop(path);
        await rm(path, { force: true });
      }
      prepare(question);
      return undefined;
    },
    settled: builder.settled,
    close: async () => {
      await builder.close();
      open.close();
    },
  };
}

/** By content, since contracts and snapshots are read anew for a question; the one asked for longest ago is forgotten. */
function rememberKeyed(most: number): (view: KeyedView) => KeyedDataset | undefined {
  const known = new Map<string, KeyedDataset | undefined>();
  return (view) => {
    const { dataset, schema, masks, snapshot } = view;
    const name = JSON.stringify([dataset, snapshot.id, schema, masks]);
    const keyed = known.has(name) ? known.get(name) : keyedDataset(view);
    known.delete(name);
    known.set(name, keyed);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return keyed;
  };
}
