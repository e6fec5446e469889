import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeLegacy } from '#platform/text/testing/encode-legacy.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

// Every load is checked by a process of its own.
vi.setConfig({ testTimeout: 60_000 });

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const put = await platform.call('/api/v1/datasets/ho-dan/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id: 'ho-dan',
      facts: { 'daklake.holdBelow': 0 },
      fields: [
        { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 },
        { name: 'ten', logicalType: 'string' },
      ],
    }),
  });
  if (put.status !== 201) throw new Error(await put.text());
});
afterAll(() => platform.close());

const households = 'ma,ten\n1,Nguyễn Văn Hải\n2,Trần Thị Bích Ngọc\n3,Đỗ Mỹ Hạnh\n';
const vni = Buffer.from(encodeLegacy('VNI', households), 'latin1');

async function names(): Promise<unknown> {
  const answer = await platform.call('/api/v1/datasets/ho-dan/records?select=ten&order=ma', { headers: steward });
  return answer.json();
}

async function readAgain(load: string, encoding: string | null): Promise<{ readonly id: string }> {
  const answer = await platform.call(`/api/v1/loads/${load}/readings`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ encoding }),
  });
  expect(answer.status).toBe(202);
  // Our own server's answer.
  return (await answer.json()) as { readonly id: string };
}

test('[http.encoding] a file in an old encoding is read as it was meant, and its load says on what evidence', async () => {
  const load = await platform.load('ho-dan', vni, { headers: steward });
  expect(load).toMatchObject({ state: 'published', encoding: null, result: { accepted: 3 } });
  const [warning] = load.result?.warnings ?? [];
  expect(warning?.code).toBe('encoding-guessed');
  expect(warning?.evidence?.[0]).toMatchObject({ name: 'vni', share: 1, words: 10 });
  expect(await names()).toEqual([{ ten: 'Nguyễn Văn Hải' }, { ten: 'Trần Thị Bích Ngọc' }, { ten: 'Đỗ Mỹ Hạnh' }]);
});

test('[http.readings] who chose a wrong encoding has the file read again in another, without sending it', async () => {
  const wrong = await platform.load('ho-dan', vni, { headers: steward, query: '&encoding=tcvn3' });
  expect(wrong).toMatchObject({ state: 'published', encoding: 'tcvn3' });
  expect(await names()).not.toContainEqual({ ten: 'Nguyễn Văn Hải' });
  const { id } = await readAgain(wrong.id, 'vni');
  expect(id).not.toBe(wrong.id);
  await expect
    .poll(async () => (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json())
    .toMatchObject({ state: 'published', encoding: 'vni' });
  expect(await names()).toContainEqual({ ten: 'Nguyễn Văn Hải' });
});

test('an encoding that is none is refused', async () => {
  const answer = await platform.call('/api/v1/datasets/ho-dan/loads?encoding=klingon', {
    method: 'POST',
    headers: { ...steward, 'content-type': 'text/csv' },
    body: households,
  });
  expect(answer.status).toBe(400);
});
