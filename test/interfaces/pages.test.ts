import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let cookie: string;
let load: string;
const content = 'ma\nA\n';

beforeAll(async () => {
  platform = await startTestPlatform();
  const headers = await platform.as('steward', { agency: 'H15.05' });
  await platform.call('/api/v1/datasets/thu/contract', {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/json' },
    body: makeContract({ fields: [{ name: 'ma', logicalType: 'string' }] }),
  });
  load = (await platform.load('thu', content, { headers })).id;
  const user = { email: 'a@daklak.example', name: 'Cán bộ', role: 'steward', agency: 'H15.05' } as const;
  const { email, password } = await platform.createUser(user);
  const signedIn = await platform.call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.address },
    body: JSON.stringify({ email, password }),
  });
  cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
});
afterAll(() => platform.close());

const page = (path: string, more = '') =>
  platform.call(path, { headers: { cookie: [cookie, more].join('; '), accept: 'text/html' }, redirect: 'manual' });

test('[pages.addresses] every page that others link to is there', async () => {
  for (const path of [
    '/',
    '/datasets',
    '/datasets/thu',
    '/console',
    '/console/loads/new?dataset=thu',
    `/console/loads/${load}`,
    `/console/loads/${load}/receipt`,
  ]) {
    const response = await page(path);
    expect([path, response.status]).toEqual([path, 200]);
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
  }
  expect((await platform.call('/sign-in', { headers: { accept: 'text/html' } })).status).toBe(200);
});

test('[pages.receipt] the receipt shows the hash of the file, as «Phiếu tiếp nhận»', async () => {
  const text = await (await page(`/console/loads/${load}/receipt`)).text();
  expect(text).toContain(createHash('sha256').update(content).digest('hex'));
  expect(text).toContain('Phiếu tiếp nhận');
});

test('[pages.language] the language is chosen by the address and remembered', async () => {
  const english = await page('/datasets/thu?lang=en');
  expect(await english.text()).toContain('<html lang="en"');
  const remembered = (english.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(await (await page('/datasets/thu', remembered)).text()).toContain('<html lang="en"');
  expect(await (await page('/datasets/thu?lang=vi', remembered)).text()).toContain('<html lang="vi"');
});
