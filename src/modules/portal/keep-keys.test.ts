import { afterAll, beforeAll, expect, test } from 'vitest';
import { setImmediate as later } from 'node:timers/promises';
import { parseContract, type StoredContract } from '#modules/catalog/index.ts';
import type { KeyTables, Snapshot } from '#modules/warehouse/index.ts';
import { createChanges } from '#platform/database/changes.ts';
import { silentLog } from '#platform/log/log.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { customProperties, makeContract } from '../../../test/support/make-contract.ts';
import { keepKeys } from './keep-keys.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const personal = (mask?: string) => ({
  customProperties: customProperties({ 'daklake.personal': 'basic', ...(mask && { 'daklake.mask': mask }) }),
});
const text = makeContract({
  id: 'thu',
  fields: [
    { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
    { name: 'ten', logicalType: 'string', ...personal('initials') },
    { name: 'cccd', logicalType: 'string', ...personal() },
  ],
});
const snapshot: Snapshot = {
  id: 's1',
  dataset: 'thu',
  createdAt: new Date(0),
  stateAt: new Date(0),
  schema: { columns: [], key: ['ma'], partitionBy: [] },
  contractVersion: '1.0.0',
  previous: null,
  note: null,
  restores: null,
  loads: [],
  current: true,
  files: [],
  rows: 1,
  added: 1,
  changed: 0,
  removed: 0,
};

test('another snapshot, or another contract, asks for keys as the contract now shows the fields', async () => {
  const read = parseContract(text, { id: 'thu' });
  if (!read.ok) throw new Error('The contract cannot be read');
  const contract: StoredContract = { ...read.contract, revision: 1, createdAt: new Date(0), createdBy: 'a test' };
  const changes = createChanges(() => 0);
  const asked: Parameters<KeyTables['prepare']>[0][] = [];
  await keepKeys({
    database: database.database,
    changes,
    catalog: { findContract: async (id) => (id === 'thu' ? contract : undefined) },
    snapshots: { current: async (id) => (id === 'thu' ? snapshot : Promise.reject(new Error('The database is gone'))) },
    keyTables: { fromRows: 1, prepare: (view) => void asked.push(view) },
    log: silentLog,
  });
  expect(asked).toEqual([]);
  for (const heard of ['pointer thu', 'contract thu', 'pointer khac', 'session thu']) changes.heard(heard);
  changes.lost();
  for (let turns = 0; turns < 10; turns += 1) await later();
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatchObject({ dataset: 'thu', masks: { ten: 'initials', cccd: 'hide' }, snapshot: { id: 's1' } });
  expect(asked[0]?.schema.key).toEqual(['ma']);
});
