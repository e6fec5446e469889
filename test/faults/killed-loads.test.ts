import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { installStops, stopAt, type StopAt } from './support/stops.ts';

let server: FaultServer;
const dataset = 'chet-giua-chung';

beforeAll(async () => {
  server = await createFaultServer();
  await server.start();
  await installStops(await server.database());
  const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
  await server.put(dataset, {
    fields: [
      { name: 'ma', logicalType: 'string', ...key },
      { name: 'so', logicalType: 'integer' },
    ],
    facts: { 'daklake.loadMode': 'upsert' },
  });
  await loadWhole(1);
});
afterAll(() => server.close());

/** A load's rows: one of them is new with every load, one is wrong. */
const file = (load: number, rows = 500) =>
  ['ma,so', ...Array.from({ length: rows }, (_, row) => `A${row},${load}`), `B${load},${load}`, 'C,x'].join('\n');

async function loadWhole(number: number) {
  const load = await server.rest(await server.send(dataset, file(number)));
  expect(load).toMatchObject({ state: 'published', result: { rejected: 1 } });
}

/** The number of the load whose rows stand, and how many rows there are; throws where rows of two loads are mixed. */
async function standing() {
  const records = (await server.json(`/api/v1/datasets/${dataset}/records?select=ma,so&limit=10000`)) as {
    readonly ma: string;
    readonly so: number;
  }[];
  const numbers = new Set(records.filter(({ ma }) => ma.startsWith('A')).map(({ so }) => so));
  expect(numbers.size).toBe(1);
  return { number: [...numbers][0], own: records.filter(({ ma }) => ma.startsWith('B')).map(({ so }) => so) };
}

async function addressOfDatabase(): Promise<string> {
  const found = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  if (found === undefined) throw new Error('No PostgreSQL runs');
  return found;
}

describe('killed with SIGKILL at every stage of a load', () => {
  let number = 1;
  const stages: readonly (readonly [string, StopAt])[] = [
    ['when the file is landed and its row is not committed', 'received'],
    ['before it is read', 'reading'],
    ['when it is checked and that is not on record', 'publishing'],
    ['when the files of the snapshot are there and nothing names them', 'placed'],
    ['within the transaction that makes it visible', 'published'],
  ];
  test.for(stages)('%s', async ([, at]) => {
    const before = await standing();
    number += 1;
    const stop = await stopAt(await addressOfDatabase(), at, dataset);
    const sent = server.send(dataset, file(number)).catch(() => undefined);
    await stop.reached();
    expect((await standing()).number).toBe(before.number);
    await server.kill();
    await stop.release();
    await server.start();

    const load = await sent;
    if (at === 'received') {
      // Nobody was told that it was taken.
      expect(load).toBeUndefined();
      expect(await standing()).toEqual(before);
    } else {
      expect(await server.rest(load ?? '')).toMatchObject({ state: 'published', error: null });
      expect(await standing()).toEqual({ number, own: [...before.own, number] });
    }
    expect(await server.faults()).toEqual([]);
  });

  test('at random moments, with loads one behind the other', async () => {
    const rounds = 5 * Number(process.env['DAKLAKE_FAULTS'] || 1);
    const until = performance.now() + rounds * 10_000;
    // On a machine that is busy fewer of them, but one.
    for (let round = 0; round < rounds && (round === 0 || performance.now() < until); round += 1) {
      const acknowledged: { readonly id: string; readonly number: number }[] = [];
      let killed = false;
      const sending = (async () => {
        for (let sent = 0; sent < 4 && !killed; sent += 1) {
          number += 1;
          const id = await server.send(dataset, file(number, 1000)).catch(() => undefined);
          if (id !== undefined) acknowledged.push({ id, number });
        }
      })();
      await sleep(100 + Math.random() * 1200);
      killed = true;
      await server.kill();
      await sending;
      await server.start();
      for (const { id } of acknowledged) expect(await server.rest(id)).toMatchObject({ state: 'published' });
      const { own } = await standing();
      expect(own).toEqual(expect.arrayContaining(acknowledged.map((load) => load.number)));
      expect(await server.faults()).toEqual([]);
    }
  }, 600_000);
});
