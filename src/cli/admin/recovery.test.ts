import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { runCliWith } from '../../../test/support/run-cli.ts';

let platform: TestPlatform;
let person: { readonly email: string; readonly password: string };

beforeAll(async () => {
  platform = await startTestPlatform();
  person = await platform.createUser({
    email: 'qt@daklak.example',
    name: 'Quản\u001b[31m trị\n',
    role: 'administrator',
  });
});
afterAll(() => platform.close());

const admin = (...given: readonly string[]) => runCliWith(platform.environment, 'admin', ...given);

function signIn(password: string): Promise<Response> {
  const body = JSON.stringify({ email: person.email, password });
  return platform.call('/api/v1/session', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

async function isKnownBy(cookie: string): Promise<boolean> {
  const answer = await platform.call('/api/v1/session', { headers: { cookie } });
  return ((await answer.json()) as { readonly signedIn: boolean }).signedIn;
}

const cookieOf = (answer: Response): string => answer.headers.get('set-cookie')?.split(';')[0] ?? '';

test('an account that was tried too often is listed as throttled, and opens when it is enabled', async () => {
  for (let tried = 0; tried < 11; tried += 1) await signIn('sai');
  expect((await signIn(person.password)).status).toBe(429);
  expect((await admin('users')).printed).toBe('qt@daklak.example  administrator  -  -  throttled  Quản trị\n');
  expect((await admin('enable', ' QT@daklak.example ')).exitCode).toBe(0);
  expect((await signIn(person.password)).status).toBe(201);
  expect((await admin('users', '--json')).json()).toMatchObject({
    items: [{ email: person.email, disabled: false, throttledUntil: null, lastSeenAt: expect.any(String) }],
    total: 1,
  });
});

test('[cli.admin.recover] a new password takes the place of a lost one, and whoever was signed in with that is so no longer', async () => {
  const cookie = cookieOf(await signIn(person.password));
  expect(await isKnownBy(cookie)).toBe(true);
  const { printed, exitCode } = await admin('reset', person.email);
  expect([exitCode, printed]).toEqual([0, expect.stringMatching(/^[a-z0-9]{4}(-[a-z0-9]{4}){4}\n$/)]);
  await expect.poll(() => isKnownBy(cookie)).toBe(false);
  expect((await signIn(person.password)).status).toBe(401);
  expect((await signIn(printed.trim())).status).toBe(201);
});

test('shutting the last administrator’s account ends its sessions and says how another is made', async () => {
  const { password } = (await admin('reset', person.email, '--json')).json() as { readonly password: string };
  const cookie = cookieOf(await signIn(password));
  expect(await isKnownBy(cookie)).toBe(true);
  const { notices, exitCode } = await admin('disable', person.email, '--json');
  expect(exitCode).toBe(0);
  expect(notices).toContain('daklake admin link');
  await expect.poll(() => isKnownBy(cookie)).toBe(false);
  expect((await signIn(password)).status).toBe(401);

  const link = new URL((await admin('link')).printed.trim()).searchParams.get('link');
  const another = { link, email: 'moi@daklak.example', name: 'Mới', password: 'một mật khẩu dài' };
  const redeemed = await platform.call('/api/v1/session/administrator', {
    method: 'POST',
    body: JSON.stringify(another),
    headers: { 'content-type': 'application/json' },
  });
  expect(redeemed.status).toBe(201);
  await admin('enable', person.email);
  expect((await admin('disable', person.email)).notices).not.toContain('daklake admin link');
});

test('a token is listed without what it is, and revoked at once', async () => {
  const token = (await admin('token', 'ci', '--role', 'auditor')).printed.trim();
  const headers = { authorization: `Bearer ${token}` };
  expect((await platform.call('/api/v1/session', { headers })).status).toBe(200);
  const listed = await admin('tokens', '--json');
  expect(listed.json()).toMatchObject({
    items: [{ name: 'ci', role: 'auditor', createdBy: 'daklake admin' }],
    total: 1,
  });
  expect(listed.printed).not.toContain(token.slice(4));
  expect((await admin('revoke', 'ci')).exitCode).toBe(0);
  // The server remembers tokens until it is told, which takes a moment.
  await expect.poll(async () => (await platform.call('/api/v1/session', { headers })).status).toBe(401);
  expect((await admin('revoke', 'ci')).exitCode).toBe(4);
});

test.each(['reset', 'enable', 'disable'])('admin %s of nobody is refused', async (what) => {
  const { exitCode, notices } = await admin(what, 'ai@daklak.example');
  expect([exitCode, notices]).toEqual([4, expect.stringContaining('user-unknown')]);
});

test.each([['users', 'extra'], ['reset'], ['revoke'], ['constructor'], ['tokens', '--role', 'x', 'y', 'z']])(
  'admin %s %s is wrong usage',
  async (...given) => {
    expect(await admin(...given)).toMatchObject({ exitCode: 2, printed: '' });
  },
);
