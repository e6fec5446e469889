import { cpuSecondsOf } from '../test/support/process-tree.ts';
import { askDuckdb } from './harness/ask-duckdb.ts';
import { askServer, percentileOf, type Told } from './harness/ask-server.ts';
import { medianOf, type Figure, type RunBench } from './harness/figure.ts';
import { communesOf, serveDossiers, waitForRest } from './harness/serve-dossiers.ts';

const callers = 20;
const runs = 3;
const seconds = 4;

/**
 * A page of a hundred dossiers of a commune, by key: asked for the first time, against the same question to DuckDB alone
 * with as many callers; and asked for again.
 */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const rows = Math.round(10_000_000 * scale);
  const served = await serveDossiers(folder, rows);
  if (served === undefined) return { skipped: 'the generator of dossiers is absent' };
  try {
    await waitForRest(served.process);
    const communes = await communesOf(served.files);
    const { address, headers, files } = served;
    const pathOf = (commune: string, limit: number) =>
      `/api/v1/datasets/dossiers/records?ma_xa=eq.${commune}&order=ma_ho_so&limit=${limit}`;
    const first: { readonly bare: number; readonly ours: number }[] = [];
    for (let round = 0; round <= runs; round += 1) {
      // Another length is another question.
      const limit = 100 - round;
      const queries = communes.map((commune) => bareSql(files, commune, limit));
      const bare = p95(await askDuckdb({ callers, threads: 2, queries }));
      const questions = communes.map((commune) => ({ path: pathOf(commune, limit) }));
      const ours = p95(await askServer({ address, headers, callers, questions }));
      tell(`records: ${round === 0 ? 'warming up' : round}: ${ours.toFixed(0)} ms, DuckDB alone ${bare.toFixed(0)} ms`);
      if (round > 0) first.push({ bare, ours });
    }
    const questions = communes.slice(0, callers).map((commune) => ({ path: pathOf(commune, 100) }));
    const again = { address, headers, callers, questions, seconds };
    const whole = await rateOf(served.process, () => askServer(again));
    const copies = await rateOf(served.process, () =>
      askServer({ ...again, headers: { ...headers, 'if-none-match': '*' } }, '304'),
    );
    const asked = `records of a commune by key, ${rows.toLocaleString('en')} dossiers, ${callers} callers`;
    const [bare, ours] = [medianOf(first.map((each) => each.bare)), medianOf(first.map((each) => each.ours))];
    return [
      {
        name: `${asked}, for the first time: p95`,
        value: medianOf(first.map((each) => each.ours / each.bare)),
        unit: '×',
        bound: { atMost: 3 },
        detail: `ours ${ours.toFixed(0)} ms; DuckDB alone ${bare.toFixed(0)} ms; medians of ${runs} runs`,
      },
      { name: `${asked}, again`, ...whole, bound: { atLeast: 3_000 } },
      { name: `${asked}, again, whose copy is right`, ...copies },
    ];
  } finally {
    await served.close();
  }
};

function bareSql(files: readonly string[], commune: string, limit: number): string {
  const list = files.map((file) => `'${file}'`).join(', ');
  return `from read_parquet([${list}]) where ma_xa = '${commune}' order by ma_ho_so limit ${limit}`;
}

function p95({ milliseconds }: Pick<Told, 'milliseconds'>): number {
  return percentileOf(milliseconds, 95);
}

/** What the server answers a second, and what it costs it. */
async function rateOf(server: number, ask: () => Promise<Told>): Promise<Pick<Figure, 'value' | 'unit' | 'detail'>> {
  await ask();
  const rates: number[] = [];
  let [cpu, answers] = [0, 0];
  for (let round = 0; round < runs; round += 1) {
    const before = cpuSecondsOf(server);
    const told = await ask();
    cpu += cpuSecondsOf(server) - before;
    answers += told.milliseconds.length;
    rates.push(told.milliseconds.length / told.seconds);
  }
  const each = ((cpu / answers) * 1e6).toFixed(0);
  const told = `runs of ${seconds} s: ${rates.map((rate) => rate.toFixed(0)).join(', ')} a second`;
  return { value: medianOf(rates), unit: '/s', detail: `median of ${told}; the server's processor ${each} µs each` };
}
