import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExternalPostgres } from './support/external-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { installStops, stopAt } from './support/stops.ts';
import { until } from './support/until.ts';

const dataset = 'mat-co-so-du-lieu';
const file = (mark: string, rows: number) =>
  ['ma,so', ...Array.from({ length: rows }, (_, row) => `${mark}${row},${row}`)].join('\n');

async function prepare(server: FaultServer): Promise<void> {
  await server.start();
  const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
  await server.put(dataset, {
    fields: [
      { name: 'ma', logicalType: 'string', ...key },
      { name: 'so', logicalType: 'integer' },
    ],
    facts: { 'daklake.loadMode': 'upsert' },
  });
  await server.rest(await server.send(dataset, file('A', 10)));
}

const countOf = async (server: FaultServer) => {
  const response = await server.call(`/api/v1/datasets/${dataset}/records?limit=1`, {
    headers: { prefer: 'count=exact' },
  });
  return Number(response.headers.get('content-range')?.split('/')[1]);
};

const answers = (server: FaultServer) =>
  until('the server answers again', async () => (await fetch(`${server.address}/readyz`)).ok, { most: 40_000 });

describe('PostgreSQL elsewhere is killed and back after ten seconds', () => {
  let server: FaultServer;
  let postgres: Awaited<ReturnType<typeof createExternalPostgres>>;
  beforeAll(async () => {
    postgres = await createExternalPostgres();
    await postgres.start();
    server = await createFaultServer({ databaseUrl: postgres.connectionString });
    await prepare(server);
  });
  afterAll(async () => {
    await server.close();
    await postgres.close();
  });

  test('loads go on, callers are told to come back, nothing that was acknowledged is lost', async () => {
    const loads: string[] = [];
    // One that is being worked on, one that waits.
    loads.push(await server.send(dataset, file('B', 60_000)));
    loads.push(await server.send(dataset, file('C', 500)));
    await server.disconnect();
    await postgres.kill();

    const refused = await server.call(`/api/v1/datasets/${dataset}/loads?name=a.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file('D', 10),
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(await refused.json()).toMatchObject({ code: 'database-unavailable' });
    expect((await fetch(`${server.address}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.address}/datasets`)).status).toBe(503);
    await sleep(10_000);
    await postgres.start();

    await answers(server);
    for (const load of loads) expect(await server.rest(load)).toMatchObject({ state: 'published', error: null });
    expect(await countOf(server)).toBe(60_510);
    expect(await server.faults()).toEqual([]);
  });

  test('a load that the want of a database cuts off more often than it may be begun is published', async () => {
    await installStops(await server.database());
    const before = await countOf(server);
    const load = await server.send(dataset, file('F', 50_000));
    for (let blink = 0; blink < 4; blink += 1) {
      const checked = await stopAt(postgres.connectionString, 'publishing', dataset);
      await checked.reached();
      await server.disconnect();
      await postgres.kill();
      await checked.release();
      await postgres.start();
    }
    await answers(server);
    expect(await server.rest(load)).toMatchObject({ state: 'published', error: null });
    expect(await countOf(server)).toBe(before + 50_000);
    const { rows } = await sql<{ attempts: number }>`select attempts from intake.loads where id = ${load}`.execute(
      await server.database(),
    );
    expect(rows).toEqual([{ attempts: 1 }]);
  });

  test('a blink at any moment of a load leaves the load whole', async () => {
    const rounds = 3 * Number(process.env['DAKLAKE_FAULTS'] || 1);
    for (let round = 0; round < rounds; round += 1) {
      const before = await countOf(server);
      const load = await server.send(dataset, file(`E${round}-`, 5000));
      await sleep(Math.random() * 1000);
      await server.disconnect();
      await postgres.kill();
      await postgres.start();
      await answers(server);
      expect(await server.rest(load)).toMatchObject({ state: 'published', error: null });
      expect(await countOf(server)).toBe(before + 5000);
      expect(await server.faults()).toEqual([]);
    }
  });
});

describe('the embedded PostgreSQL is killed', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await createFaultServer();
    await prepare(server);
  });
  afterAll(() => server.close());

  test('it comes back, and the load under way with it', async () => {
    const load = await server.send(dataset, file('B', 30_000));
    await sleep(200);
    await server.disconnect();
    const pid = Number((await readFile(join(server.dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await answers(server);
    expect(await server.rest(load)).toMatchObject({ state: 'published', error: null });
    expect(await countOf(server)).toBe(30_010);
    expect(await server.faults()).toEqual([]);
    expect(await server.stop()).toBe(0);
  });
});
