import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cpuSecondsOf, watchMemory } from '../test/support/process-tree.ts';
import { askServer } from './harness/ask-server.ts';
import { contest, type Taken } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';
import { runChild } from './harness/run-child.ts';
import { serveDossiers, waitForRest } from './harness/serve-dossiers.ts';

/** A whole dataset as csv, from the question to the last byte, beside the engine's own copy of the same rows to a file. */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const rows = Math.round(10_000_000 * scale);
  const served = await serveDossiers(folder, rows);
  if (served === undefined) return { skipped: 'the generator of dossiers is absent' };
  try {
    await waitForRest(served.process);
    const { address, headers, files } = served;
    const target = join(folder, 'bare.csv');
    const exports = join(folder, 'data', 'cache', 'exports');
    const questions = [{ path: '/api/v1/datasets/dossiers/download.csv' }];
    const watch = watchMemory(served.process);
    const figures = await contest(
      {
        name: `csv of ${rows.toLocaleString('en')} dossiers: seconds to the last byte`,
        bound: { atMost: 2 },
        runs: 3,
        // It prints what this type says.
        baseline: async () => (await runChild('copy-csv.child.ts', { files, target })) as Taken,
        ours: async () => {
          for (const name of await readdir(exports)) await rm(join(exports, name), { recursive: true });
          const cpuBefore = cpuSecondsOf(served.process);
          const { seconds } = await askServer({ address, headers, callers: 1, questions });
          return { seconds, cpuSeconds: cpuSecondsOf(served.process) - cpuBefore };
        },
      },
      { tell },
    );
    const { peakPss } = await watch.stop();
    const name = `csv of ${rows.toLocaleString('en')} dossiers: memory of all processes`;
    const detail = 'peak PSS of server, database and child together';
    return [...figures, { name, value: peakPss / 2 ** 20, unit: 'MB', bound: { atMost: 1_024 }, detail }];
  } finally {
    await served.close();
  }
};
