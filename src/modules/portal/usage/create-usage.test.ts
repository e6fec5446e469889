import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUsage } from './create-usage.ts';
import { silentLog } from '#platform/log/log.ts';
import type { KnownCaller } from '#api/caller.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.close());

const dataset = { id: 'dossiers', owner: 'H15.05' };
const from = (agency: string | null): KnownCaller => ({
  kind: 'user',
  id: '1',
  name: 'ai đó',
  role: 'steward',
  agency,
  unit: null,
});

test('reuse counts the agencies other than the owner, and all readings but his', async () => {
  let now = new Date('2026-11-22T03:00:00Z');
  const usage = createUsage({ database: store.database, clock: () => now, log: silentLog });
  for (const agency of ['H15.05', 'H15.02', 'H15.02', 'H15.06', null]) usage.note(dataset, from(agency));
  usage.note(dataset, { kind: 'anonymous' });
  await usage.flush();
  usage.note(dataset, from('H15.02'));
  await usage.flush();
  expect(await usage.find('dossiers')).toEqual({ agencies: 2, calls: 6, days: 30 });
  now = new Date('2026-12-30T03:00:00Z');
  expect(await usage.find('dossiers')).toEqual({ agencies: 0, calls: 0, days: 30 });
  await usage.close();
});
