import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
/** What is added to the time of day, in milliseconds. */
let shift = 0;
const day = 24 * 3_600_000;

beforeAll(async () => {
  platform = await startTestPlatform({ clock: () => new Date(Date.now() + shift) });
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

async function makeDataset(id: string, facts: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const fields = [
    { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
    { name: 'so', logicalType: 'integer' },
  ];
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ id, fields, facts: { 'daklake.holdBelow': 0, ...facts } }),
  });
  if (!response.ok) throw new Error(await response.text());
}

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
const get = async (path: string): Promise<any> =>
  (await platform.call(`/api/v1/datasets/${path}`, { headers: steward })).json();

test.each([
  ['back by a day', -day],
  ['forward by a year, and back', 365 * day],
])('a clock that jumps %s changes neither what stands nor what counts as sent before', async (name, jump) => {
  const id = `dong-ho-${jump > 0 ? 'tien' : 'lui'}`;
  await makeDataset(id);
  const load = (text: string) => platform.load(id, `ma,so\n${text}\n`, { headers: steward });
  const records = async () => ((await get(`${id}/records?select=ma`)) as { ma: string }[]).map(({ ma }) => ma);

  shift = Math.max(0, jump);
  const first = await load('a,1\nb,x');
  shift = Math.min(0, jump);
  const second = await load('c,1');
  expect(await records()).toEqual(['c']);
  const { items } = await get(`${id}/snapshots`);
  expect(items.map((one: { id: string }) => one.id)).toEqual([second.snapshot, first.snapshot]);
  expect((await get(`${id}/quality`)).score).toMatchObject({ dung: null, sach: { percent: 100 } });

  // It is not what was sent last, though the clock says so.
  const again = await load('a,1\nb,x');
  expect(again).toMatchObject({ state: 'published', unchanged: false });
  expect(await records()).toEqual(['a']);
  expect(await load('a,1\nb,x')).toMatchObject({ unchanged: true });
  shift = 0;
});
