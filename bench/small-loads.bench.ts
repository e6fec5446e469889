import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { cpuSecondsOf, memoryOf, watchMemory } from '../test/support/process-tree.ts';
import { medianOf, type Figure, type RunBench } from './harness/figure.ts';
import { runProcess } from './harness/run-process.ts';
import { issueTokens, openBeside, runServer, type RunningServer } from './harness/server-of-agencies.ts';
import { waitForRest } from './harness/serve-dossiers.ts';
import { contractOf, sendSmallLoads, smallDatasets, type Standing } from './harness/small-senders.ts';

const clients = 20;
const stretches = 10;
/** Asked so often, and the median told. */
const asked = 5;

/** What the server's processes had taken at a moment, in milliseconds of the clock. */
interface Mark {
  readonly at: number;
  readonly cpuSeconds: number;
}

/**
 * Twenty clients of five agencies send very many files of five rows to ten datasets, until all are at rest: whether the last
 * of them take longer than the first, and what so many leave behind. `DAKLAKE_BENCH_SCALE=50` sends 100,000, or as many as
 * `DAKLAKE_BENCH_MINUTES` allow.
 */
export const run: RunBench = async ({ folder, scale, tell }) => {
  const loads = Math.round(2000 * scale);
  const minutes = Number(process.env['DAKLAKE_BENCH_MINUTES'] ?? 24 * 60);
  const data = join(folder, 'data');
  let server = await runServer(data);
  try {
    const tokens = await issueTokens(data, server.address, [...new Set(smallDatasets.map(({ agency }) => agency))]);
    const headers = { authorization: `Bearer ${tokens.administrator}` };
    for (const dataset of smallDatasets) {
      const response = await fetch(`${server.address}/api/v1/datasets/${dataset.id}/contract`, {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/json' },
        body: contractOf(dataset),
      });
      if (!response.ok) throw new Error(await response.text());
    }
    const memory = watchMemory(server.pid, 500);
    const processor = watchProcessor(server.pid);
    const ends: number[] = [];
    const standing = await sendSmallLoads({
      address: server.address,
      tokens: tokens.stewards,
      datasets: smallDatasets,
      clients,
      loads,
      waiting: 10,
      signal: AbortSignal.timeout(minutes * 60_000),
      onSettled: ({ endedAt }) => {
        ends.push(Date.parse(endedAt ?? ''));
        if (ends.length % Math.ceil(loads / 50) === 0) tell(`small loads: ${ends.length}`);
      },
    });
    const marks = await processor.stop();
    const { peakPss } = await memory.stop();
    await waitForRest(server.pid);
    const held = memoryOf(server.pid);
    await compare(server, headers, standing);
    const answers = await measureAnswers(server, { cookie: tokens.cookie });
    const left = await measureLeft(data);
    const verifying = await runProcess(process.execPath, ['bin/daklake.cjs', 'verify', '--data', data]);
    await server.stop();
    server = await runServer(data);
    return figuresOf({
      ends: ends.toSorted((a, b) => a - b),
      marks,
      peakPss,
      held,
      answers,
      left,
      verifying: verifying.seconds,
      server,
    });
  } finally {
    await server.stop();
  }
};

/** What the tree had taken, every half second. */
function watchProcessor(root: number): { stop(): Promise<readonly Mark[]> } {
  const marks: Mark[] = [];
  let ended = false;
  const look = () => marks.push({ at: Date.now(), cpuSeconds: cpuSecondsOf(root) });
  const watching = (async () => {
    for (; !ended; await sleep(500)) look();
    look();
  })();
  return {
    stop: async () => {
      ended = true;
      await watching;
      return marks;
    },
  };
}

/** Every row that was accepted stands where it must, and nothing else. */
async function compare(
  { address }: RunningServer,
  headers: Readonly<Record<string, string>>,
  standing: ReadonlyMap<string, Standing>,
): Promise<void> {
  for (const { id, mode } of smallDatasets) {
    const found = standing.get(id);
    const response = await fetch(`${address}/api/v1/datasets/${id}/snapshots?limit=1`, { headers });
    // An answer of the API.
    const { items } = (await response.json()) as { readonly items: readonly { readonly rows: number }[] };
    const expected = mode === 'append' ? found?.accepted : found?.keys.size;
    // Of a partition that is replaced the last delivery counts, and which one that is the server alone knows.
    if (mode !== 'replace' && items[0]?.rows !== expected) {
      throw new Error(`${id} has ${items[0]?.rows} rows, not ${expected}`);
    }
  }
}

/** Milliseconds of what people and machines look at, by its path. */
async function measureAnswers({ address }: RunningServer, headers: Readonly<Record<string, string>>) {
  const taken = new Map<string, number>();
  for (const path of [
    '/console',
    '/console/health',
    '/console/quotas',
    '/datasets/nho-0',
    '/api/v1/datasets/nho-0/loads',
    '/api/v1/datasets/nho-0/loads?limit=100',
    '/api/v1/datasets/nho-0/snapshots',
    '/metrics',
  ]) {
    const milliseconds: number[] = [];
    for (let time = 0; time < asked; time += 1) {
      const began = performance.now();
      // A page that asks to sign in would be measured in place of this one.
      const response = await fetch(address + path, { headers, redirect: 'manual' });
      await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      milliseconds.push(performance.now() - began);
    }
    taken.set(path, medianOf(milliseconds));
  }
  return taken;
}

/** What is on the disk, and of how many parts the datasets are made. */
async function measureLeft(data: string) {
  const { database, close } = await openBeside(data);
  const { rows } = await sql<{ readonly parts: number; readonly snapshots: number; readonly database: number }>`
    select
      (select max(parts)::int from (
        select count(*) as parts from warehouse.pointers as p
          join warehouse.snapshot_files as f using (dataset, snapshot) group by p.dataset) as each) as parts,
      (select count(*)::int from warehouse.snapshots) as snapshots,
      pg_database_size(current_database())::bigint as database`.execute(database);
  await close();
  const { stdout } = await runProcess('du', ['-s', '--block-size=1', data]);
  const [found] = rows;
  if (found === undefined) throw new Error('The database does not answer');
  return { ...found, bytes: Number.parseInt(stdout, 10) };
}

interface Measured {
  /** When each load came to rest, the first one first. */
  readonly ends: readonly number[];
  readonly marks: readonly Mark[];
  readonly peakPss: number;
  readonly held: number;
  readonly answers: ReadonlyMap<string, number>;
  readonly left: Awaited<ReturnType<typeof measureLeft>>;
  readonly verifying: number;
  readonly server: RunningServer;
}

function figuresOf({ ends, marks, peakPss, held, answers, left, verifying, server }: Measured): readonly Figure[] {
  const loads = ends.length;
  const length = Math.floor(loads / stretches);
  // While the first ones wait, none has ended.
  const first = costOf(ends.slice(length, 2 * length), marks);
  const last = costOf(ends.slice(-length), marks);
  const whole = costOf(ends, marks);
  const megabytes = (bytes: number) => bytes / 2 ** 20;
  const name = `${loads.toLocaleString('en')} loads of 5 rows by ${clients} clients`;
  const slowest = [...answers].toSorted(([, a], [, b]) => b - a);
  const told = slowest.map(([path, milliseconds]) => `${path} ${milliseconds.toFixed(0)} ms`).join(', ');
  const { database, snapshots, parts } = left;
  return [
    { name, value: whole.perSecond, unit: '/s', detail: present(whole) },
    {
      name: 'the same, processor seconds of a load: the last tenth against the second',
      value: last.cpuSeconds / first.cpuSeconds,
      unit: '×',
      bound: { atMost: 1.25 },
      detail: `${present(last)} against ${present(first)}`,
    },
    {
      name: 'the same, all processes (PSS)',
      value: megabytes(peakPss),
      unit: 'MB',
      bound: { atMost: 1024 },
      detail: `${megabytes(held).toFixed(0)} MB at the end`,
    },
    {
      name: 'the same, disk for a load',
      value: megabytes(left.bytes) / loads,
      unit: 'MB',
      detail:
        `${megabytes(left.bytes).toFixed(0)} MB, of which the database ${megabytes(database).toFixed(0)}; ` +
        `${snapshots} snapshots; a dataset has at most ${parts} parts`,
    },
    {
      name: 'the same, the slowest of what people look at afterwards',
      value: (slowest[0]?.[1] ?? 0) / 1000,
      unit: 's',
      bound: { atMost: 1 },
      detail: told,
    },
    { name: 'the same, verify', value: verifying, unit: 's', detail: `${snapshots} snapshots` },
    {
      name: 'the same, start',
      value: server.startedIn / 1000,
      unit: 's',
      bound: { atMost: 5 },
      detail: 'until it listens',
    },
  ];
}

interface Cost {
  readonly perSecond: number;
  readonly cpuSeconds: number;
}

/** Of loads that came to rest one after the other. */
function costOf(ends: readonly number[], marks: readonly Mark[]): Cost {
  const [from = Number.NaN, to = Number.NaN] = [ends[0], ends.at(-1)];
  const cpuSeconds = cpuSecondsAt(marks, to) - cpuSecondsAt(marks, from);
  return { perSecond: (ends.length * 1000) / (to - from), cpuSeconds: cpuSeconds / ends.length };
}

/** What was taken until then, between two looks in even steps. */
function cpuSecondsAt(marks: readonly Mark[], at: number): number {
  const next = marks.findIndex((mark) => mark.at >= at);
  const [before, after] = [marks[Math.max(0, next - 1)], marks[next]];
  if (before === undefined || after === undefined) return marks.at(-1)?.cpuSeconds ?? Number.NaN;
  const share = after.at === before.at ? 0 : (at - before.at) / (after.at - before.at);
  return before.cpuSeconds + share * (after.cpuSeconds - before.cpuSeconds);
}

function present({ perSecond, cpuSeconds }: Cost): string {
  return `${perSecond.toFixed(1)} loads/s, ${(cpuSeconds * 1000).toFixed(0)} ms of the processor each`;
}
