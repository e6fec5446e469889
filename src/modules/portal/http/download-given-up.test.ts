import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
  const steward = await platform.as('steward', { agency: 'H15.05' });
  const put = await platform.call('/api/v1/datasets/thu/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ id: 'thu', fields: [{ name: 'ma', logicalType: 'string' }] }),
  });
  if (!put.ok) throw new Error(await put.text());
  // A workbook of so many rows takes a second: nobody has it before he leaves.
  const rows = Array.from({ length: 40_000 }, (_, index) => `${index}`);
  await platform.load('thu', `ma\n${rows.join('\n')}\n`, { headers: steward });
});
afterAll(() => platform.close());

test('who goes away before his file is made leaves no file, no process and no error behind', async () => {
  const folder = join(platform.dataFolder, 'cache', 'exports');
  const begun = async () => (await readdir(folder)).length;
  const leaving = new AbortController();
  const asked = platform.call('/api/v1/datasets/thu/download.xlsx', { signal: leaving.signal });
  await expect.poll(begun, { interval: 5 }).toBeGreaterThan(0);
  leaving.abort();
  await expect(asked).rejects.toThrow(/abort/i);
  await expect.poll(begun).toBe(0);
  expect(platform.errors).toEqual([]);
  const again = await platform.call('/api/v1/datasets/thu/download.csv');
  expect([again.status, (await again.text()).slice(0, 7)]).toEqual([200, 'ma\n0\n1\n']);
});
