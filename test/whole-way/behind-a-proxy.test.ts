import { request as ask } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let person: { readonly email: string; readonly password: string };

beforeAll(async () => {
  platform = await startTestPlatform({
    settings: { DAKLAKE_ORIGIN: 'https://dulieu.example', DAKLAKE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' },
  });
  person = await platform.createUser({ email: 'an@daklak.example', name: 'An', role: 'auditor' });
});
afterAll(() => platform.close());

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly cookie: string;
  readonly text: string;
}

/** What a proxy that ends TLS sends on: the name that was asked for, and the address that it was asked from, last. */
function throughProxy(path: string, from: string, form?: Readonly<Record<string, string>>): Promise<Answer> {
  const headers = {
    host: 'dulieu.example',
    'x-forwarded-for': from,
    'x-forwarded-proto': 'https',
    ...(form && { origin: 'https://dulieu.example', 'content-type': 'application/x-www-form-urlencoded' }),
  };
  return new Promise((done, fail) => {
    const sent = ask(`${platform.address}${path}`, { method: form ? 'POST' : 'GET', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (more: string) => (text += more));
      answer.on('end', () => {
        const cookie = String(answer.headers['set-cookie'] ?? '');
        done({ status: answer.statusCode ?? 0, location: answer.headers.location, cookie, text });
      });
    });
    sent.on('error', fail);
    sent.end(form && new URLSearchParams(form).toString());
  });
}

test('a form that was filled in over TLS is taken, and its cookie goes over TLS only', async () => {
  expect(await throughProxy('/sign-in', '203.0.113.5', person)).toMatchObject({
    status: 302,
    location: '/console',
    cookie: expect.stringContaining('; Secure'),
  });
});

test('[settings.proxies] failed sign-ins count for the address that the proxy names, not for one that the caller names before it', async () => {
  const wrong = { email: person.email, password: 'sai' };
  for (let tried = 0; tried < 11; tried += 1) await throughProxy('/sign-in', '203.0.113.7', wrong);
  const { status } = await throughProxy('/sign-in', '203.0.113.7', person);
  expect(status).toBe(429);
  expect((await throughProxy('/sign-in', '198.51.100.1, 203.0.113.7, 10.1.2.3', person)).status).toBe(429);
  expect((await throughProxy('/sign-in', '203.0.113.8', person)).status).toBe(302);
});

test('a page names addresses as its reader has them', async () => {
  const contract = await readText('test/whole-way/communes.odcs.yaml');
  await platform.call('/api/v1/datasets/thu-nghiem/contract', {
    method: 'PUT',
    headers: { ...(await platform.as('administrator')), 'content-type': 'application/yaml' },
    body: contract.replace('value: shared', 'value: open'),
  });
  const { text } = await throughProxy('/datasets/thu-nghiem', '203.0.113.5');
  expect(text).toContain('https://dulieu.example/api/v1/datasets/thu-nghiem');
  expect(text).not.toContain('http://dulieu.example');
});
