import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform({ settings: { DAKLAKE_MAX_UPLOAD: '2000' } });
  steward = await platform.as('steward', { agency: 'H15.05' });
  await platform.call('/api/v1/datasets/thu/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ fields: [{ name: 'ma', logicalType: 'string' }] }),
  });
});
afterAll(() => platform.close());

test('[load.too-large] more bytes than are allowed are refused, and nothing is kept of them', async () => {
  const sent = await platform.call('/api/v1/datasets/thu/loads?name=a.csv', {
    method: 'POST',
    headers: steward,
    body: `ma\n${'A\n'.repeat(2000)}`,
  });
  expect(sent.status).toBe(413);
  expect(await sent.json()).toMatchObject({ code: 'too-large' });
});

test('[load.interrupted] a load that has taken the server down three times is not begun again', async () => {
  const { id } = await platform.load('thu', 'ma\nA\n', { headers: steward });
  await sql`update intake.loads set state = 'reading', attempts = 3, snapshot = null where id = ${id}`.execute(
    platform.database,
  );
  await platform.restart();
  await expect
    .poll(async () => (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json())
    .toMatchObject({ state: 'failed', error: { code: 'interrupted' } });
});
