import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetScan } from '../src/modules/warehouse/offline.ts';
import { cpuSecondsOf, watchMemory } from '../test/support/process-tree.ts';
import { askServer } from './harness/ask-server.ts';
import type { RunBench } from './harness/figure.ts';
import { serveDossiers } from './harness/serve-dossiers.ts';

const callers = 20;
const lookUps = 20_000;

/** Dossiers by their whole key, each key asked for once. */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const rows = Math.round(10_000_000 * scale);
  const served = await serveDossiers(folder, rows);
  if (served === undefined) return { skipped: 'the generator of dossiers is absent' };
  try {
    const began = performance.now();
    const watch = watchMemory(served.process);
    await waitForKeys(join(folder, 'data', 'cache', 'keys'), served.files.length);
    const [made, { peakPss }] = [(performance.now() - began) / 1000, await watch.stop()];
    tell(`keys made in ${made.toFixed(0)} s`);
    const paths = (await someKeys(served.files)).map((key) => `/api/v1/datasets/dossiers/records?ma_ho_so=eq.${key}`);
    const questions = paths.map((path) => ({ path }));
    const { address, headers } = served;
    // Whoever asks first finds code that is not compiled yet.
    await askServer({ address, headers, callers, questions: questions.slice(0, 2_000) });
    const cpuBefore = cpuSecondsOf(served.process);
    const told = await askServer({ address, headers, callers, questions: questions.slice(2_000) });
    const answers = told.milliseconds.length;
    const cpu = (cpuSecondsOf(served.process) - cpuBefore) / answers;
    const shown = rows.toLocaleString('en');
    return [
      {
        name: `look-ups by whole key in ${shown} dossiers, ${callers} callers`,
        value: answers / told.seconds,
        unit: '/s',
        bound: { atLeast: 1_500 },
        detail: `${answers} answers in ${told.seconds.toFixed(1)} s; the server's processor ${(cpu * 1e6).toFixed(0)} µs each`,
      },
      {
        name: `keys of ${shown} dossiers made`,
        value: made,
        unit: 's',
        detail: 'in the background, at a lower priority',
      },
      {
        name: `keys of ${shown} dossiers made: memory of all processes`,
        value: peakPss / 2 ** 20,
        unit: 'MB',
        bound: { atMost: 1_024 },
        detail: 'peak PSS of server, database and child together',
      },
    ];
  } finally {
    await served.close();
  }
};

async function waitForKeys(folder: string, parts: number): Promise<void> {
  for (;;) {
    const names = await readdir(folder).catch((): string[] => []);
    if (names.filter((name) => name.endsWith('.keys')).length >= parts) return;
    await sleep(200);
  }
}

async function someKeys(files: readonly string[]): Promise<readonly string[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `select ma_ho_so from (select ma_ho_so from ${parquetScan(files)} using sample reservoir(${lookUps} rows) repeatable (1))
    order by hash(ma_ho_so)`,
  );
  const keys = reader.getRowsJson().map(([key]) => encodeURIComponent(String(key)));
  connection.closeSync();
  instance.closeSync();
  return keys;
}
