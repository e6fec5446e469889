import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let operator: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  operator = await platform.as('operator');
  for (const id of ['mot', 'hai']) {
    const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/json' },
      body: makeContract({ id, fields: [{ name: 'ma', logicalType: 'string' }] }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
});
afterAll(() => platform.close());

const json = { 'content-type': 'application/json' };
const put = (agency: string, body: object, headers = operator) =>
  platform.call(`/api/v1/quotas/${agency}`, {
    method: 'PUT',
    headers: { ...headers, ...json },
    body: JSON.stringify(body),
  });
const send = (dataset: string, text: string) =>
  platform.call(`/api/v1/datasets/${dataset}/loads?name=a.csv`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/octet-stream' },
    body: text,
  });

test('only whoever runs the platform sees and sets quotas, and only of agencies that there are', async () => {
  expect((await platform.call('/api/v1/quotas')).status).toBe(401);
  expect((await platform.call('/api/v1/quotas', { headers: steward })).status).toBe(403);
  const change = { mostBytes: 1, mostWaiting: null };
  expect((await put('H15.05', change, steward)).status).toBe(403);
  expect((await put('H99.99', change)).status).toBe(404);
  expect((await put('H15.05', { mostBytes: -1, mostWaiting: null })).status).toBe(400);
});

test('an agency keeps no more bytes than it may, however many files come at once, and is told what to do', async () => {
  const first = await platform.load('mot', 'ma\nA', { headers: steward });
  expect(first.state).toBe('published');
  const most = first.file.bytes * 3;
  expect((await put('H15.05', { mostBytes: most, mostWaiting: null })).status).toBe(200);
  const answers = await Promise.all(['B', 'C', 'D', 'E', 'F'].map((row) => send('mot', `ma\n${row}`)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 202, 507, 507, 507]);
  const refused = answers.find(({ status }) => status === 507);
  expect(await refused?.json()).toMatchObject({ code: 'agency-full', most, used: most });
  // Nothing of what was refused is left.
  expect((await readdir(join(platform.dataFolder, 'landing'))).filter((name) => name !== 'uploads')).toHaveLength(3);
  const { items } = (await (await platform.call('/api/v1/quotas', { headers: operator })).json()) as {
    items: unknown[];
  };
  expect(items).toMatchObject([{ agency: 'H15.05', bytes: most, mostBytes: most, mostWaiting: null }]);
  expect((await put('H15.05', { mostBytes: null, mostWaiting: null })).status).toBe(200);
  expect((await send('mot', 'ma\nG')).status).toBe(202);
});

test('an agency has no more loads waiting than it may', async () => {
  expect((await put('H15.05', { mostBytes: null, mostWaiting: 0 })).status).toBe(200);
  const refused = await send('hai', 'ma\nA');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ code: 'agency-busy', most: 0 });
  await put('H15.05', { mostBytes: null, mostWaiting: null });
});
