import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { restingStates } from '../../src/api/loads.ts';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { listLoadStates } from './support/list-load-states.ts';
import { stopAt } from './support/stops.ts';
import { until } from './support/until.ts';

let server: FaultServer;
let officer: Record<string, string>;

beforeAll(async () => {
  server = await createFaultServer({ settings: { DAKLAKE_LOADS: '1' } });
  await server.start();
  const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
  const fields = [
    { name: 'xa', logicalType: 'string', ...key(1) },
    { name: 'ma', logicalType: 'string', ...key(2) },
    { name: 'so', logicalType: 'integer' },
  ];
  await server.put('nhieu', { fields });
  await server.put('mot', { fields, facts: { 'daklake.partitionBy': ['xa'], 'daklake.unitField': 'xa' } });
  const access = createAccess({
    database: await server.database(),
    directory: createDirectory({ packs: 'packs' }),
    clock: systemClock,
    origin: server.address,
  });
  const commune = { name: 'officer', role: 'officer', agency: 'H15.05', unit: '24133', createdBy: 'test' } as const;
  officer = { authorization: `Bearer ${(await access.issueToken(commune)).token}` };
});
afterAll(() => server.close());

test('the load of a commune does not wait for all those of somebody else that have to be published one by one', async () => {
  const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  const stop = await stopAt(address ?? '', 'placed', 'nhieu');
  const many: string[] = [];
  // All of them name one key, so that no two become one snapshot.
  for (let place = 0; place < 60; place += 1) {
    many.push(await server.send('nhieu', `xa,ma,so\n1,A,${place}\n1,M${place},1\n`, '&mode=upsert'));
  }
  await stop.release();
  const left = async () =>
    (await listLoadStates(await server.database())).filter(({ state }) => !restingStates.includes(state)).length;
  // By then the others, as many as were checked in time, are being published one by one.
  await until('two are published', async () => (await left()) <= many.length - 2);
  const single = await server.json('/api/v1/datasets/mot/loads?name=a.csv&mode=upsert', {
    method: 'POST',
    headers: { ...officer, 'content-type': 'application/octet-stream' },
    body: 'xa,ma,so\n24133,A,1\n',
  });
  expect(await server.rest(single.id)).toMatchObject({ state: 'published' });
  expect(await left()).toBeGreaterThan(many.length / 2);
  for (const load of many) expect(await server.rest(load, 180_000)).toMatchObject({ state: 'published', error: null });
  const rows = await server.json('/api/v1/datasets/nhieu/records?select=so&ma=eq.A');
  expect(rows).toEqual([{ so: 59 }]);
  expect(await server.faults()).toEqual([]);
}, 300_000);
