import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#platform/clock/clock.ts';
import { makeFolder } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import { trimFolder } from '../downloads/trim-folder.ts';
import { storedRowsOf } from '../snapshots/find-snapshots.ts';
import type { SnapshotFile } from '../snapshots/snapshot.ts';
import { linesOf, type KeyFileTask } from './build-key-file.ts';
import type { KeysOutcome, KeysTask } from './key-worker.ts';
import type { KeyedDataset, KeyedView } from './keyed-dataset.ts';

/**
 * Runs the process that makes one file, with the memory that it may take of the engine, when it is its turn. It may be called
 * off by its signal, and run again. Rejects with the given signal's reason once that is aborted.
 */
export type KeyTurn = <T>(
  signal: AbortSignal,
  work: (memoryLimit: string, signal: AbortSignal) => Promise<T>,
) => Promise<T>;

export interface KeyBuilderOptions {
  /** Absolute. */
  readonly snapshotsFolder: string;
  /** Absolute; of the files of keys, and of nothing else. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly maxBytes: number;
  readonly inTurn: KeyTurn;
  /** Called when files came or went. */
  readonly onChange: () => void;
}

/** What is to be made: the current snapshot of a dataset. */
export interface WantedKeys {
  readonly view: KeyedView;
  readonly keyed: KeyedDataset;
}

export interface KeyBuilder {
  /** What is wanted of the same dataset later replaces what waits. */
  want(wanted: WantedKeys): void;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** After a failure the same files are not tried again for so long. */
const pause = 10 * 60_000;

/** One file at a time, each by a process of its own. */
export async function createKeyBuilder(options: KeyBuilderOptions): Promise<KeyBuilder> {
  const { folder, clock, log } = options;
  const spill = `${folder}.spill`;
  await makeFolder(folder);
  // Of a process before: a file has its name only when it is whole.
  for (const name of await readdir(folder)) if (name.includes('.half')) await rm(join(folder, name), { force: true });
  await rm(spill, { recursive: true, force: true });
  await makeFolder(spill);
  const waiting = new Map<string, WantedKeys>();
  const failures = new Map<string, { readonly mark: string; readonly until: number }>();
  let working: Promise<void> | undefined;
  const closing = new AbortController();

  const build = async ({ view, keyed }: WantedKeys) => {
    const { dataset, snapshot } = view;
    const names = new Map(snapshot.files.filter(({ rows }) => rows > 0).map((file) => [keyed.nameOf(file), file]));
    const missing = await absentIn(folder, names, clock());
    for (const [name, part] of missing) {
      await options.inTurn(closing.signal, async (memoryLimit, signal) => {
        const file = taskOf(options, view, { name, part });
        const allowedDirectories = [options.snapshotsFolder, folder];
        try {
          await runTask({ files: [file], spill, allowedDirectories, memoryLimit }, signal);
        } finally {
          // A process that was killed left them.
          await removeHalf(file, spill);
        }
      });
    }
    await removeOthers(folder, dataset, names);
    await trimFolder(folder, options.maxBytes, clock());
    options.onChange();
    if (missing.length > 0) log.info({ dataset, snapshot: snapshot.id, files: missing.length }, 'keys made');
  };

  const work = async () => {
    for (;;) {
      const [wanted] = waiting.values();
      if (wanted === undefined || closing.signal.aborted) return;
      const { dataset, snapshot } = wanted.view;
      await build(wanted).catch((error: unknown) => {
        if (closing.signal.aborted) return;
        failures.set(dataset, { mark: wanted.keyed.mark, until: clock().getTime() + pause });
        log.warn({ dataset, snapshot: snapshot.id, error }, 'keys not made');
      });
      if (waiting.get(dataset) === wanted) waiting.delete(dataset);
    }
  };

  return {
    want: (wanted) => {
      const { dataset } = wanted.view;
      const failed = failures.get(dataset);
      const hasFailed = failed?.mark === wanted.keyed.mark && clock().getTime() < failed.until;
      if (closing.signal.aborted || hasFailed || waiting.get(dataset)?.keyed.mark === wanted.keyed.mark) return;
      waiting.set(dataset, wanted);
      working ??= work().finally(() => (working = undefined));
    },
    settled: async () => {
      while (working !== undefined) await working;
    },
    close: async () => {
      closing.abort(new Error('The server ends'));
      await working;
    },
  };
}

/** Those of the names that no file has; the others are marked as asked for now. */
async function absentIn(
  folder: string,
  names: ReadonlyMap<string, SnapshotFile>,
  now: Date,
): Promise<readonly (readonly [name: string, part: SnapshotFile])[]> {
  const missing: (readonly [string, SnapshotFile])[] = [];
  for (const [name, part] of names) {
    const isThere = await utimes(join(folder, name), now, now).then(
      () => true,
      () => false,
    );
    if (!isThere) missing.push([name, part]);
  }
  return missing;
}

function taskOf(
  { snapshotsFolder, folder }: KeyBuilderOptions,
  { schema, masks, snapshot }: KeyedView,
  { name, part }: { readonly name: string; readonly part: SnapshotFile },
): KeyFileTask {
  const output = join(folder, name);
  return {
    schema,
    masks,
    rows: storedRowsOf({ files: [part], schema: snapshot.schema }, snapshotsFolder),
    rowCount: part.rows,
    output,
    half: `${output}.${randomBytes(4).toString('hex')}.half`,
  };
}

/** What the dataset's earlier snapshots, or contracts, went by. */
async function removeOthers(folder: string, dataset: string, names: ReadonlyMap<string, unknown>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${dataset}.`) && !names.has(name)) await rm(join(folder, name), { force: true });
  }
}

async function removeHalf({ half }: KeyFileTask, spill: string): Promise<void> {
  await rm(half, { force: true });
  await rm(linesOf(half), { force: true });
  await rm(spill, { recursive: true, force: true });
  await makeFolder(spill);
}

/** The process has ended when this resolves or rejects; it is killed once the signal is aborted. */
async function runTask(task: KeysTask, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const child = fork(join(import.meta.dirname, 'key-worker.ts'), [], { execArgv: [], serialization: 'json' });
  const kill = () => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const outcome = await new Promise<KeysOutcome>((resolve, reject) => {
      let answer: KeysOutcome | undefined;
      // Sent by key-worker.ts.
      child.once('message', (message) => {
        answer = message as KeysOutcome;
        child.kill();
      });
      child.once('error', reject);
      child.once('exit', (code, by) => {
        if (answer !== undefined) return resolve(answer);
        reject(signal.aborted ? signal.reason : new Error(`The process that makes keys ended (${by ?? code})`));
      });
      child.send(task);
    });
    if (outcome.kind === 'fault') throw new Error(`Keys could not be made: ${outcome.message}`);
  } finally {
    signal.removeEventListener('abort', kill);
    child.kill();
  }
}
