import { askDuckdb } from './harness/ask-duckdb.ts';
import { askServer } from './harness/ask-server.ts';
import { contest } from './harness/contest.ts';
import type { RunBench } from './harness/figure.ts';
import { serveDossiers, waitForRest } from './harness/serve-dossiers.ts';
import { cpuSecondsOf } from '../test/support/process-tree.ts';

const questionsOfARun = 8;

/** Dossiers and fees by commune, asked for the first time, against the same by DuckDB alone. */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const rows = Math.round(10_000_000 * scale);
  const served = await serveDossiers(folder, rows);
  if (served === undefined) return { skipped: 'the generator of dossiers is absent' };
  try {
    await waitForRest(served.process);
    const { address, headers, files } = served;
    let asked = 0;
    // Another bound, which every row is within, is another question.
    const bounds = () => Array.from({ length: questionsOfARun }, () => -(asked += 1));
    return await contest(
      {
        name: `dossiers and fees by commune, ${rows.toLocaleString('en')} dossiers`,
        bound: { atMost: 2 },
        baseline: async () => {
          const queries = bounds().map((bound) => bareSql(files, bound));
          const { seconds, cpuSeconds } = await askDuckdb({ callers: 1, threads: 2, queries });
          return { seconds, cpuSeconds };
        },
        ours: async () => {
          const questions = bounds().map((bound) => ({ path, body: bodyOf(bound) }));
          const before = cpuSecondsOf(served.process);
          const { seconds } = await askServer({ address, headers, callers: 1, questions });
          return { seconds, cpuSeconds: cpuSecondsOf(served.process) - before };
        },
      },
      { tell },
    );
  } finally {
    await served.close();
  }
};

const path = '/api/v1/datasets/dossiers/query';

function bodyOf(bound: number): string {
  return JSON.stringify({
    groupBy: ['ma_xa'],
    aggregates: [
      { fn: 'count', as: 'so' },
      { fn: 'sum', field: 'le_phi', as: 'tien' },
    ],
    where: { field: 'le_phi', op: 'gt', value: bound },
    orderBy: [{ field: 'ma_xa' }],
  });
}

function bareSql(files: readonly string[], bound: number): string {
  const list = files.map((file) => `'${file}'`).join(', ');
  return `select ma_xa, count(*) as so, sum(le_phi) as tien from read_parquet([${list}])
    where le_phi > ${bound} group by ma_xa order by ma_xa`;
}
