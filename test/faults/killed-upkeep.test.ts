import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { processesWith } from './support/left-processes.ts';
import { installStops, stopAt } from './support/stops.ts';
import { until } from './support/until.ts';

let server: FaultServer;
const rounds = 8 * Number(process.env['DAKLAKE_FAULTS'] || 1);
const key = { primaryKey: true, primaryKeyPosition: 1, required: true };

beforeAll(async () => {
  server = await createFaultServer({ settings: { DAKLAKE_KEY_TABLES_FROM: '1000' } });
  await server.start();
  await installStops(await server.database());
});
afterAll(() => server.close());

async function postgres(): Promise<string> {
  const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  if (address === undefined) throw new Error('No PostgreSQL runs');
  return address;
}

/** Collects so many days from now; undefined where it was killed after those milliseconds. */
async function collect(days: number, killedAfter?: number): Promise<unknown> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'support', 'collect.child.ts'), server.dataFolder, await postgres(), String(days)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = once(child, 'close');
  if (killedAfter !== undefined) {
    await until('it collects', async () => output.includes('collecting'));
    await sleep(killedAfter);
    child.kill('SIGKILL');
  }
  await ended;
  const told = output.split('\n')[1];
  return told === undefined || told === '' ? undefined : JSON.parse(told);
}

test('killed while what is over is removed, again and again: nothing that is named is touched, and all that is over goes', async () => {
  const dataset = 'het-han';
  await server.put(dataset, {
    fields: [
      { name: 'ma', logicalType: 'string', ...key },
      { name: 'so', logicalType: 'integer' },
    ],
    facts: {
      'daklake.holdBelow': 0.5,
      'daklake.retention': {
        landing: { days: 30, keep: 1 },
        rejects: { days: 30, keep: 1 },
        snapshots: { days: 1, keep: 2 },
      },
    },
  });
  for (let load = 0; load < 10; load += 1) {
    await server.rest(await server.send(dataset, `ma,so\nA,${load}\nB${load},1\nC,x\n`));
  }
  for (const days of [40, 60]) {
    for (let round = 0; round < rounds; round += 1) {
      await collect(days, Math.random() * 400);
      expect(await whatIsMissing(dataset)).toEqual([]);
    }
    expect(await collect(days)).toBeDefined();
    expect(await whatIsMissing(dataset)).toEqual([]);
  }
  expect(await server.json(`/api/v1/datasets/${dataset}/records?select=ma,so&order=ma`)).toEqual([
    { ma: 'A', so: 9 },
    { ma: 'B9', so: 1 },
  ]);
  expect(await readdir(join(server.dataFolder, 'snapshots', dataset))).toHaveLength(2);
  expect((await readdir(join(server.dataFolder, 'landing'))).filter((name) => name !== 'uploads')).toHaveLength(1);
  expect(await readdir(join(server.dataFolder, 'rejects'))).toHaveLength(1);
  // The server, which stood beside all this, starts as ever.
  await server.kill();
  await server.start();
  expect(await whatIsMissing(dataset)).toEqual([]);
  expect((await server.rest(await server.send(dataset, 'ma,so\nA,10\nD,1\n'))).state).toBe('published');
});

/** Files that rows name and that are not there. */
async function whatIsMissing(dataset: string): Promise<readonly string[]> {
  const database = await server.database();
  const { rows } = await sql<{ readonly path: string }>`
    select 'snapshots/' || f.path as path from warehouse.snapshot_files as f where f.dataset = ${dataset}
    union select 'landing/' || l.id || '/source' from intake.loads as l
      where l.dataset = ${dataset} and l.landing_removed_at is null
    union select 'rejects/' || l.id from intake.loads as l where l.dataset = ${dataset} and l.rejects_removed_at is null
    order by 1`.execute(database);
  return rows.map(({ path }) => path).filter((path) => !existsSync(join(server.dataFolder, path)));
}

test('killed while a table of keys is made: nothing of it is left, look-ups are right, and the table is made after the restart', async () => {
  const dataset = 'bang-khoa';
  await server.put(dataset, {
    fields: [
      { name: 'ma', logicalType: 'string', ...key },
      { name: 'so', logicalType: 'integer' },
    ],
  });
  const row = (number: number) => `k${(number * 2_654_435_761) % 4_294_967_296}`;
  const content = (plus: number) =>
    ['ma,so', ...Array.from({ length: 200_000 }, (_, number) => `${row(number)},${number + plus}`)].join('\n');
  const tables = async () =>
    (await readdir(join(server.dataFolder, 'cache', 'keys'), { recursive: true }).catch(() => [])).filter((name) =>
      name.includes(dataset),
    );
  const lookUp = (number: number) => server.json(`/api/v1/datasets/${dataset}/records?ma=eq.${row(number)}&select=so`);
  let killed = 0;
  for (let round = 0; round < 3; round += 1) {
    await server.rest(await server.send(dataset, content(round)));
    const isAtWork = await until(
      'the process that makes keys is at work',
      async () => (await processesWith(server.mark)).some((line) => line.includes('key-worker.ts')),
      { every: 5, most: 20_000 },
    ).catch(() => false);
    if (!isAtWork) continue;
    killed += 1;
    await sleep(Math.random() * 200);
    await server.kill();
    await server.start();
    expect(await lookUp(12_345)).toEqual([{ so: 12_345 + round }]);
  }
  expect(killed).toBeGreaterThan(0);
  await until(
    'the table is made, and nothing else is there',
    async () => {
      const names = await tables();
      return names.length > 0 && names.every((name) => name.endsWith('.keys'));
    },
    { most: 60_000 },
  );
  expect([await lookUp(0), await lookUp(199_999)]).toEqual([[{ so: 2 }], [{ so: 200_001 }]]);
  expect(await lookUp(200_000)).toEqual([]);
});

test.for(['placed', 'published'] as const)(
  'killed at «%s» while small parts become one: the rows are those of before, and in the end each stands once',
  async (at) => {
    const dataset = `don-phan-${at}`;
    await server.put(dataset, {
      fields: [
        { name: 'xa', logicalType: 'string' },
        { name: 'so', logicalType: 'integer' },
      ],
      facts: { 'daklake.loadMode': 'append' },
    });
    const append = (number: number) => server.send(dataset, `xa,so\nx${number},${number}\n`);
    for (let number = 0; number < 4; number += 1) await server.rest(await append(number));
    const numbers = async () =>
      ((await server.json(`/api/v1/datasets/${dataset}/records?select=so&order=so`)) as { readonly so: number }[]).map(
        ({ so }) => so,
      );
    const stop = await stopAt(await postgres(), at, dataset);
    const load = await append(4);
    await stop.reached();
    expect(await numbers()).toEqual([0, 1, 2, 3]);
    await server.kill();
    await stop.release();
    await server.start();
    expect(await server.rest(load)).toMatchObject({ state: 'published', error: null });
    expect(await numbers()).toEqual([0, 1, 2, 3, 4]);
    const { rows } = await sql<{ readonly parts: number }>`
      select count(*)::int as parts from warehouse.pointers join warehouse.snapshot_files using (dataset, snapshot)
      where dataset = ${dataset}`.execute(await server.database());
    expect(rows).toEqual([{ parts: 1 }]);
    const { stdout } = await verify();
    expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  },
);

/** The verb, beside the server. */
async function verify(): Promise<{ readonly stdout: string }> {
  const main = join(import.meta.dirname, '..', '..', 'bin', 'daklake.cjs');
  const child = spawn(process.execPath, [main, 'verify', '--json', '--data', server.dataFolder], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  await once(child, 'close');
  return { stdout };
}
