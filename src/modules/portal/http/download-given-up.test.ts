import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
  await platform.load('thu', 'ma\na\nb\n', { headers: steward });
});
afterAll(() => platform.close());

test('who goes away before his file is made leaves no file, no process and no error behind', async () => {
  const folder = join(platform.dataFolder, 'cache', 'exports');
  const leaving = new AbortController();
  const asked = platform.call('/api/v1/datasets/thu/download.csv', { signal: leaving.signal });
  for (let tries = 0; tries < 400 && (await readdir(folder)).length === 0; tries += 1) await sleep(5);
  leaving.abort();
  await expect(asked).rejects.toThrow(/abort/i);
  for (let tries = 0; tries < 400 && (await readdir(folder)).length > 0; tries += 1) await sleep(25);
  expect(await readdir(folder)).toEqual([]);
  expect(platform.errors).toEqual([]);
  const again = await platform.call('/api/v1/datasets/thu/download.csv');
  expect([again.status, await again.text()]).toEqual([200, 'ma\na\nb\n']);
});
