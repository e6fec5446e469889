import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { restingStates, type LoadView } from '../src/api/loads.ts';
import { makeContract } from '../test/support/make-contract.ts';
import { cpuSecondsOf, watchMemory } from '../test/support/process-tree.ts';
import { startServer } from '../test/support/start-server.ts';
import { medianOf, type RunBench } from './harness/figure.ts';

const communes = 102;
const runs = 3;
/** Milliseconds: what is measured is the deliveries, not how often somebody can ask. */
const readEvery = 25;

interface Sent {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/**
 * All communes of the province deliver their partition of one dataset at once, while it is read all the time: until the
 * last of them is published, against one load of the same rows by their agency. No reader may see a part of a delivery.
 */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const rows = Math.max(1, Math.round(300 * scale));
  const data = await mkdtemp(join(folder, 'data-'));
  const server = startServer(['start', '--empty', '--port', '0', '--data', data], { DAKLAKE_LOG: 'warn' });
  const address = await server.address;
  if (address === undefined || server.child.pid === undefined) throw new Error((await server.ended).stderr);
  const root = server.child.pid;
  const memory = watchMemory(root);
  try {
    const token = await issueToken(data);
    const call = (path: string, init: RequestInit = {}) =>
      fetch(`${address}/api/v1/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', ...init.headers },
      });
    const codes = Array.from({ length: communes }, (_, index) => String(24_000 + index));
    const alone: Sent[] = [];
    const together: Sent[] = [];
    let snapshots = 0;
    let reads = 0;
    for (let round = 0; round <= runs; round += 1) {
      const [one, all] = [await makeDataset(call, `mot-${round}`), await makeDataset(call, `tung-${round}`)];
      const text = (own: readonly string[]) => `xa,ma,ten,so\n${own.flatMap((xa) => rowsOf(xa, rows)).join('\n')}\n`;
      const single = await measure(root, async () => rest(call, await send(call, one, text(codes))));
      const reading = readAlways(call, all, rows);
      const many = await measure(root, async () => {
        const ids = await Promise.all(codes.map((xa) => send(call, all, text([xa]))));
        for (const id of ids) await rest(call, id);
      });
      reads += await reading.stop();
      const listed = await call(`datasets/${all}/snapshots`);
      // An answer of the API.
      const { items } = (await listed.json()) as { readonly items: readonly { readonly rows: number }[] };
      if (items[0]?.rows !== communes * rows) throw new Error(`${items[0]?.rows} rows stand of ${communes * rows}`);
      tell(`communes: ${round === 0 ? 'warming up' : round}: ${present(many)} against ${present(single)}`);
      if (round === 0) continue;
      snapshots = Math.max(snapshots, items.length);
      alone.push(single);
      together.push(many);
    }
    const middle = (sent: readonly Sent[], of: keyof Sent) => medianOf(sent.map((one) => one[of]));
    const { peakPss } = await memory.stop();
    const detail =
      `${middle(together, 'seconds').toFixed(2)} s (processor ${middle(together, 'cpuSeconds').toFixed(2)} s) against ` +
      `${middle(alone, 'seconds').toFixed(2)} s; at most ${snapshots} snapshots; ${reads} whole reads; medians of ${runs} runs`;
    return [
      {
        name: `${communes} communes deliver ${rows} rows each at once, against one load of the same rows`,
        value: middle(together, 'seconds') / middle(alone, 'seconds'),
        unit: '×',
        detail,
      },
      {
        name: 'the same, until the last commune is published',
        value: middle(together, 'seconds'),
        unit: 's',
        bound: { atMost: 30 },
        detail,
      },
      { name: 'the same, all processes (PSS)', value: peakPss / 2 ** 20, unit: 'MB', bound: { atMost: 1024 }, detail },
    ];
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
  }
};

type Call = (path: string, init?: RequestInit) => Promise<Response>;

async function issueToken(data: string): Promise<string> {
  const { stdout, stderr, code } = await startServer(
    ['admin', 'token', 'bench', '--role', 'administrator', '--data', data],
    {},
  ).ended;
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

async function makeDataset(call: Call, id: string): Promise<string> {
  const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
  const response = await call(`datasets/${id}/contract`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: makeContract({
      id,
      fields: [
        { name: 'xa', logicalType: 'string', ...key(1) },
        { name: 'ma', logicalType: 'string', ...key(2) },
        { name: 'ten', logicalType: 'string' },
        { name: 'so', logicalType: 'integer' },
      ],
      facts: { 'daklake.partitionBy': ['xa'] },
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  return id;
}

function rowsOf(xa: string, many: number): readonly string[] {
  return Array.from(
    { length: many },
    (_, index) => `${xa},${String(index).padStart(5, '0')},Hộ số ${index},${index * 7}`,
  );
}

async function send(call: Call, dataset: string, body: string): Promise<string> {
  const response = await call(`datasets/${dataset}/loads?name=a.csv`, { method: 'POST', body });
  if (response.status !== 202) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}

async function rest(call: Call, id: string): Promise<void> {
  for (;;) {
    const load = (await (await call(`loads/${id}`)).json()) as LoadView;
    if (load.state === 'published') return;
    if (restingStates.includes(load.state)) throw new Error(`${id} is ${load.state}: ${JSON.stringify(load.error)}`);
    await sleep(20);
  }
}

/** Counts rows by commune, again and again: each must have all of its own, or none. */
function readAlways(call: Call, dataset: string, rows: number): { stop(): Promise<number> } {
  let reading = true;
  const done = (async () => {
    let reads = 0;
    for (; reading; reads += 1) {
      const response = await call(`datasets/${dataset}/query`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ groupBy: ['xa'], aggregates: [{ fn: 'count', as: 'rows' }], limit: 1000 }),
      });
      const { items } = (await response.json()) as { readonly items: readonly { readonly rows: number }[] };
      if (items.some((item) => item.rows !== rows)) throw new Error('A reader saw a part of a delivery');
      await sleep(readEvery);
    }
    return reads;
  })();
  return {
    stop: async () => {
      reading = false;
      return done;
    },
  };
}

async function measure(root: number, work: () => Promise<void>): Promise<Sent> {
  const [began, before] = [performance.now(), cpuSecondsOf(root)];
  await work();
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: cpuSecondsOf(root) - before };
}

function present({ seconds, cpuSeconds }: Sent): string {
  return `${seconds.toFixed(2)} s (processor ${cpuSeconds.toFixed(2)} s)`;
}
