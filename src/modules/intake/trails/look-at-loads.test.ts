import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LoadState } from '#api/loads.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { intakeTables } from '../loads/tables.ts';
import { countLoads } from '../sums/load-sums.ts';
import { lookAtFailures, lookAtWaiting, newestLoad } from './look-at-loads.ts';

const now = new Date('2026-11-22T05:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.close());
beforeEach(async () => {
  await intakeTables(store.database).deleteFrom('intake.loads').execute();
});

async function insert(state: LoadState, at: Date, code?: string): Promise<string> {
  const id = randomUUID();
  await intakeTables(store.database)
    .insertInto('intake.loads')
    .values({
      id,
      dataset: 'a',
      state,
      mode: 'replace',
      file_name: 'a.csv',
      file_bytes: 1,
      sha256: '0',
      contract_version: '1',
      contract_revision: 1,
      sender: JSON.stringify({ id: 'u1', role: 'steward' }),
      received_on: '2026-11-22',
      error: code === undefined ? null : JSON.stringify({ code, title: '', detail: '' }),
      created_at: at,
      ended_at: state === 'failed' ? at : null,
    })
    .execute();
  return id;
}

test('files that are broken are no matter of the platform’s health; its own faults are, for an hour', async () => {
  await insert('failed', ago(5), 'columns-missing');
  await insert('failed', ago(70), 'load-fault');
  expect(await lookAtFailures(store.database, now)).toEqual({ condition: 'good', code: 'loads-sound', facts: {} });

  await insert('failed', ago(50), 'storage-full');
  const newest = await insert('failed', ago(2), 'load-fault');
  expect(await lookAtFailures(store.database, now)).toEqual({
    condition: 'watch',
    code: 'loads-failing',
    facts: { loads: 2, failure: 'load-fault', load: newest },
    since: ago(50),
  });
  await insert('failed', ago(1), 'interrupted');
  expect(await lookAtFailures(store.database, now)).toMatchObject({ condition: 'bad', facts: { loads: 3 } });
});

test.each([
  [9, 'good', 'queue-moving'],
  [11, 'watch', 'queue-waiting'],
  [121, 'bad', 'queue-waiting'],
] as const)('a load that waited for %d minutes is %s', async (minutes, condition, code) => {
  await insert('received', ago(minutes));
  await insert('received', ago(1));
  await insert('checking', ago(300));
  await insert('published', ago(600));
  const facts = { waiting: 2, working: 1, minutes };
  expect(await lookAtWaiting(store.database, now)).toMatchObject({ condition, code, facts });
  expect(await countLoads(store.database)).toHaveLength(3);
});

test('the newest load says how late it is at least', async () => {
  expect(await newestLoad(store.database)).toBeUndefined();
  await insert('published', ago(3));
  await insert('received', ago(2));
  expect(await newestLoad(store.database)).toEqual(ago(2));
});
