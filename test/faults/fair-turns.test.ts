import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import type { LoadView } from '../../src/api/loads.ts';
import { findRunningPostgres } from '../../src/platform/database/running-postgres.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { createFaultServer, type FaultServer } from './support/fault-server.ts';
import { installStops, stopAt } from './support/stops.ts';

let server: FaultServer;
let officer: Record<string, string>;

beforeAll(async () => {
  server = await createFaultServer({ settings: { DAKLAKE_LOADS: '1' } });
  await server.start();
  await installStops(await server.database());
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

/** For so long a dataset's loads may be published one by one before others have their turn. */
const longestAlone = 2000;

test('the load of a commune does not wait for all those of somebody else that have to be published one by one', async () => {
  const address = await findRunningPostgres(join(server.dataFolder, 'postgres'));
  const stop = await stopAt(address ?? '', 'published', 'nhieu');
  const many: string[] = [];
  // All of them name one key, so that no two become one snapshot.
  for (let place = 0; place < 12; place += 1) {
    many.push(await server.send('nhieu', `xa,ma,so\n1,A,${place}\n1,M${place},1\n`, '&mode=upsert'));
  }
  // The others were taken up together, and the first of them is about to be published by itself.
  await stop.letOnePass();
  await stop.reached();
  const sent = await server.json('/api/v1/datasets/mot/loads?name=a.csv&mode=upsert', {
    method: 'POST',
    headers: { ...officer, 'content-type': 'application/octet-stream' },
    body: 'xa,ma,so\n24133,A,1\n',
  });
  await sleep(longestAlone + 100);
  await stop.release();
  const single = await server.rest(sent.id);
  expect(single).toMatchObject({ state: 'published' });
  const views: LoadView[] = [];
  for (const load of many) views.push(await server.rest(load));
  expect(views.filter(({ state, error }) => state !== 'published' || error !== null)).toEqual([]);
  // The one that was let pass, and the one that was held up until it had taken too long.
  const before = views.filter(({ endedAt }) => String(endedAt) < String(single.endedAt)).map(({ id }) => id);
  expect(before).toEqual(many.slice(0, 2));
  const rows = await server.json('/api/v1/datasets/nhieu/records?select=so&ma=eq.A');
  expect(rows).toEqual([{ so: many.length - 1 }]);
  expect(await server.faults()).toEqual([]);
});
