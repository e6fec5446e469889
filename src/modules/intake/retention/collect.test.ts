import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadView } from '#api/loads.ts';
import { createCatalog } from '#modules/catalog/index.ts';
import { silentLog } from '#platform/log/log.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import { createCollector } from './create-collector.ts';

const day = 24 * 3_600_000;
let platform: TestPlatform;
let steward: Record<string, string>;
let now = Date.now();
const clock = () => new Date(now);

beforeAll(async () => {
  platform = await startTestPlatform({ clock });
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
async function put(id: string, retention: object) {
  const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id,
      fields: [
        { name: 'ma', logicalType: 'string', ...key },
        { name: 'so', logicalType: 'integer' },
      ],
      facts: { 'daklake.retention': retention, 'daklake.holdBelow': 0 },
    }),
  });
  expect(answer.status).toBe(201);
}

const load = (id: string, ...lines: string[]) =>
  platform.load(id, ['ma,so', ...lines].join('\n'), { headers: steward });
const get = async (path: string) => {
  const answer = await platform.call(`/api/v1/${path}`, { headers: steward });
  const text = await answer.text();
  // Our own answers.
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: answer.status, body, code: body.code };
};
const collector = () => {
  const catalog = createCatalog({ database: platform.database, clock, agencyName: (code) => code });
  const { listDatasets, findContract } = catalog;
  return createCollector({
    database: platform.database,
    dataFolder: platform.dataFolder,
    clock,
    log: silentLog,
    listDatasets,
    findContract,
  });
};
const folders = (id: string) => readdir(join(platform.dataFolder, 'snapshots', id));

test('what its time is over for is out of sight at once, off the disk a week later, and says so', async () => {
  const id = 'het-han';
  await put(id, { landing: { days: 30 }, snapshots: { days: 30, keep: 2 }, rejects: { days: 60 } });
  const first = await load(id, 'A,1', 'B,không');
  const second = await load(id, 'A,2');
  const third = await load(id, 'A,3', 'C,3');
  expect(first.removed).toEqual({ file: null, rejects: null });
  expect(await collector().run()).toMatchObject({ snapshot: 0, landing: 0, rejects: 0, file: 0 });

  now += 40 * day;
  expect(await collector().run()).toMatchObject({ snapshot: 1, landing: 3, rejects: 0 });
  expect(await get(`datasets/${id}/records?asOf=${first.snapshot}`)).toMatchObject({
    status: 410,
    code: 'snapshot-removed',
  });
  expect(await get(`datasets/${id}/snapshots/${first.snapshot}`)).toMatchObject({ status: 410 });
  expect(await get(`datasets/${id}/snapshots/${second.snapshot}/changes`)).toMatchObject({ status: 410 });
  expect((await get(`datasets/${id}/snapshots`)).body).toMatchObject({
    total: 2,
    items: [{ id: third.snapshot }, { id: second.snapshot }],
  });
  const told = (await get(`loads/${first.id}`)).body as unknown as LoadView;
  expect(told.removed).toEqual({ file: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string, rejects: null });
  expect(existsSync(join(platform.dataFolder, 'landing', first.id))).toBe(true);
  expect(await folders(id)).toHaveLength(3);

  now += 30 * day;
  expect(await collector().run()).toMatchObject({ snapshot: 0, landing: 0, rejects: 3 });
  expect(existsSync(join(platform.dataFolder, 'landing', first.id))).toBe(false);
  expect(existsSync(join(platform.dataFolder, 'rejects', first.id))).toBe(true);
  expect((await folders(id)).toSorted()).toEqual([second.snapshot, third.snapshot].toSorted());
  expect(await get(`loads/${first.id}/rejects.csv`)).toMatchObject({ status: 410, code: 'load-rejects-removed' });
  expect(await get(`loads/${first.id}/findings`)).toMatchObject({ status: 410 });
  const emptied = (await get(`loads/${first.id}`)).body as unknown as LoadView;
  expect(emptied.result).toMatchObject({ rejected: 1, findings: [] });
  expect(emptied.removed.rejects).not.toBeNull();
  expect((await get(`receipts/${first.receipt}`)).status).toBe(200);
  const page = await platform.call(`/console/loads/${first.id}`, { headers: { ...steward, 'accept-language': 'en' } });
  expect(page.status).toBeLessThan(400);

  now += 8 * day;
  await collector().run();
  expect(existsSync(join(platform.dataFolder, 'rejects', first.id))).toBe(false);
  // The same bytes again are checked again, since what was found then could not be shown.
  const again = await load(id, 'A,1', 'B,không');
  expect(again).toMatchObject({ state: 'published', unchanged: false });
});

test('nothing is removed without a declaration, nor on a day outside of the dates of its law', async () => {
  await put('khong-khai', {});
  await put('chua-den', { landing: { days: 30 }, law: { basis: 'Luật', from: '2999-01-01' } });
  const loads = [await load('khong-khai', 'A,1'), await load('chua-den', 'A,1')];
  now += 4000 * day;
  await collector().run();
  for (const { id } of loads) expect(existsSync(join(platform.dataFolder, 'landing', id))).toBe(true);
});
