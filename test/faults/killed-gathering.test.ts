import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { processesWith } from './support/left-processes.ts';
import { installStops, stopAt, type StopAt } from './support/stops.ts';
import { until } from './support/until.ts';

const first = '24133';
const others = ['24169', '24121', '24175'];
let server: FaultServer;

beforeAll(async () => {
  server = await createFaultServer();
  await server.start();
  await installStops(await server.database());
});
afterAll(() => server.close());

async function stopNow(at: StopAt, dataset: string) {
  const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  if (address === undefined) throw new Error('No PostgreSQL runs');
  return stopAt(address, at, dataset);
}

describe('killed with SIGKILL while several loads become one snapshot', () => {
  test.for([
    ['when its files are there and nothing names them', 'placed'],
    ['within the transaction that makes it visible', 'published'],
  ] as const)('%s: nothing of it is seen, and every load lands after the restart', async ([, at]) => {
    const dataset = `gom-${at}`;
    await server.put(dataset, {
      facts: { 'daklake.partitionBy': ['xa'], 'daklake.loadMode': 'upsert' },
      fields: [
        { name: 'xa', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
        { name: 'so', logicalType: 'integer' },
      ],
    });
    const records = async () =>
      (await server.json(`/api/v1/datasets/${dataset}/records?select=xa&order=xa`)) as { readonly xa: string }[];
    // While the first is held up, the others come, and are taken up together.
    const stop = await stopNow(at, dataset);
    const send = (xa: string) => server.send(dataset, `xa,so\n${xa},1\n`);
    const sent = [await send(first)];
    await stop.reached();
    for (const xa of others) sent.push(await send(xa));
    await stop.letOnePass();
    await stop.reached();
    expect(await records()).toEqual([{ xa: first }]);
    await server.kill();
    await stop.release();
    await server.start();
    for (const load of sent) expect(await server.rest(load)).toMatchObject({ state: 'published', error: null });
    expect(await records()).toEqual([first, ...others].toSorted().map((xa) => ({ xa })));
    const { items } = await server.json(`/api/v1/datasets/${dataset}/snapshots`);
    expect((items as { readonly loads: readonly string[] }[]).map(({ loads }) => loads.length).toSorted()).toEqual([
      1, 3,
    ]);
    expect(await server.faults()).toEqual([]);
  });
});

test('killed while a download is being made: what was begun is told as cut off, and the next one is whole', async () => {
  const dataset = 'tai-ve';
  const rows = 60_000;
  await server.put(dataset, { fields: [{ name: 'ma', logicalType: 'string' }] });
  const content = `ma\n${Array.from({ length: rows }, (_, row) => `${(row * 2_654_435_761) % 4_294_967_296}`).join('\n')}\n`;
  expect(await server.rest(await server.send(dataset, content))).toMatchObject({ state: 'published' });
  const path = `/api/v1/datasets/${dataset}/download.xlsx`;
  const begun = server.call(path).then((response) => response.arrayBuffer());
  const told = begun.then(
    () => 'whole',
    () => 'cut off',
  );
  await until('the process of the download is at work', async () =>
    (await processesWith(server.mark)).some((line) => line.includes('export-worker.ts')),
  );
  await server.kill();
  expect(await told).toBe('cut off');
  await server.start();
  const whole = await server.call(path);
  expect(whole.status).toBe(200);
  expect((await whole.arrayBuffer()).byteLength).toBeGreaterThan(rows);
  expect(await server.faults()).toEqual([]);
});
