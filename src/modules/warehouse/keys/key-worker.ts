import { flushCompileCache } from 'node:module';
import { setPriority } from 'node:os';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { buildKeyFile, type KeyFileTask } from './build-key-file.ts';

/** The child process that makes the files of one snapshot's keys, one after the other, and ends. */
export interface KeysTask {
  readonly files: readonly KeyFileTask[];
  readonly spill: string;
  readonly allowedDirectories: readonly string[];
  readonly memoryLimit: string;
}

export type KeysOutcome = { readonly kind: 'done' } | { readonly kind: 'fault'; readonly message: string };

process.once('message', (task) => {
  // Sent by create-key-builder.ts.
  void work(task as KeysTask).then(
    () => answer({ kind: 'done' }),
    (error: unknown) => answer({ kind: 'fault', message: error instanceof Error ? error.message : String(error) }),
  );
});
// Nobody waits for the files any more. In the midst of work `exit()` may wait for ever, as `leave` says.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));

const niceness = 5;

async function work({ files, spill, allowedDirectories, memoryLimit }: KeysTask): Promise<void> {
  // Whoever asks in the meantime gets about three times as much of the processor.
  setPriority(niceness);
  const duckdb = await openDuckdb({ threads: 1, memoryLimit, temporaryDirectory: spill, allowedDirectories });
  const connection = await duckdb.connect();
  for (const file of files) await buildKeyFile(connection, file);
}

function answer(outcome: KeysOutcome): void {
  // Whoever gets the answer ends us, and compiled code is kept by itself only at an orderly end.
  flushCompileCache();
  process.send?.(outcome, () => process.exit(0));
}
