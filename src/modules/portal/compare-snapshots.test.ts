import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import type { SnapshotComparison } from './compare-snapshots.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
const snapshots: string[] = [];

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
  const personal = { customProperties: [{ property: 'daklake.personal', value: 'basic' }] };
  const put = await platform.call('/api/v1/datasets/so-sanh/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id: 'so-sanh',
      fields: [
        { name: 'ma_xa', logicalType: 'string', ...key(1) },
        { name: 'ma', logicalType: 'string', ...key(2) },
        { name: 'ten', logicalType: 'string', ...personal },
        { name: 'so', logicalType: 'integer' },
      ],
      facts: {
        'daklake.access': 'shared',
        'daklake.holdBelow': 0,
        'daklake.partitionBy': ['ma_xa'],
        'daklake.unitField': 'ma_xa',
      },
    }),
  });
  if (!put.ok) throw new Error(await put.text());
  for (const rows of [
    ['24133,a,An,1', '24133,b,Bình,2', '24169,c,Chi,3'],
    ['24133,a,Anh,1', '24133,d,Dũng,4', '24169,c,Chinh,3'],
  ]) {
    const load = await platform.load('so-sanh', ['ma_xa,ma,ten,so', ...rows].join('\n'), { headers: steward });
    snapshots.push(load.snapshot ?? expect.fail(load.error?.detail));
  }
});
afterAll(() => platform.close());

async function changes(query = '', headers: Record<string, string> = steward, snapshot = snapshots[1]) {
  const path = `/api/v1/datasets/so-sanh/snapshots/${snapshot}/changes${query}`;
  const response = await platform.call(path, { headers });
  // An answer of the API is an object.
  return { status: response.status, ...((await response.json()) as SnapshotComparison & { code?: string }) };
}

test('asks who it is, what he may, whether there are such snapshots, and what is wanted', async () => {
  expect(await changes('', {})).toMatchObject({ status: 401, code: 'sign-in-needed' });
  expect(await changes('', await platform.as('citizen'))).toMatchObject({ status: 403 });
  expect(await changes('', steward, 'none')).toMatchObject({ status: 404, code: 'snapshot-unknown' });
  expect(await changes('?against=none')).toMatchObject({ status: 404, code: 'snapshot-unknown' });
  for (const wrong of ['?limit=-1', '?limit=1001', '?offset=-1', '?kind=moved']) {
    expect(await changes(wrong)).toMatchObject({ status: 400 });
  }
});

test('a steward sees every difference as it is, page by page [http.changes]', async () => {
  const found = await changes();
  expect(found).toMatchObject({ against: snapshots[0], counts: { added: 1, changed: 2, removed: 1 }, total: 4 });
  expect(found.items).toEqual([
    {
      kind: 'changed',
      key: { ma_xa: '24133', ma: 'a' },
      before: { ma_xa: '24133', ma: 'a', ten: 'An', so: 1 },
      after: { ma_xa: '24133', ma: 'a', ten: 'Anh', so: 1 },
      fields: ['ten'],
    },
    {
      kind: 'removed',
      key: { ma_xa: '24133', ma: 'b' },
      before: { ma_xa: '24133', ma: 'b', ten: 'Bình', so: 2 },
      after: null,
      fields: [],
    },
    {
      kind: 'added',
      key: { ma_xa: '24133', ma: 'd' },
      before: null,
      after: { ma_xa: '24133', ma: 'd', ten: 'Dũng', so: 4 },
      fields: [],
    },
    expect.objectContaining({ kind: 'changed', key: { ma_xa: '24169', ma: 'c' } }),
  ]);
  expect((await changes('?offset=3&limit=1')).items).toEqual(found.items.slice(3));
  expect(await changes('?kind=removed')).toMatchObject({ total: 1, items: [{ kind: 'removed' }] });
  // Backwards, and against itself.
  expect(await changes(`?against=${snapshots[1]}`, steward, snapshots[0])).toMatchObject({
    counts: { added: 1, changed: 2, removed: 1 },
  });
  expect(await changes(`?against=${snapshots[1]}`)).toMatchObject({ total: 0, items: [] });
  expect(await changes('', steward, snapshots[0])).toMatchObject({ against: null, counts: { added: 3 }, total: 3 });
});

test('a masked value that has changed shows that it has, and nothing of what it was or is', async () => {
  const reader = await changes('', await platform.as('leader', { agency: 'H15' }));
  expect(reader.items[0]).toMatchObject({ fields: ['ten'], before: { ten: null }, after: { ten: null } });
  expect(JSON.stringify(reader)).not.toMatch(/An|Bình|Chi|Dũng/);
  const officer = await changes('', await platform.as('officer', { agency: 'H15.139', unit: '24169' }));
  expect(officer.items.map(({ before, after }) => [before?.['ten'] ?? null, after?.['ten'] ?? null])).toEqual([
    [null, null],
    [null, null],
    [null, null],
    ['Chi', 'Chinh'],
  ]);
});
