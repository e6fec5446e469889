import { resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDirectory } from '#modules/directory/index.ts';
import { createChanges } from '#platform/database/changes.ts';
import { connectDatabase, type DatabaseConnection } from '#platform/database/connect.ts';
import { silentLog } from '#platform/log/log.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createAccess, type Access } from './access.ts';
import type { RequestIdentity } from './request-identity.ts';
import { createKnownOperators } from './known-operators.ts';
import { accessMigrations } from './store/migrations.ts';
import { accessTables } from './store/tables.ts';

const directory = createDirectory({ packs: resolve(import.meta.dirname, '../../../packs') });
const start = Date.parse('2026-11-22T01:00:00Z');
const minute = 60_000;
const password = 'mật khẩu rất dài';
let now = start;
let test1: TestDatabase;
let access: Access;

beforeAll(async () => {
  test1 = await createTestDatabase({ migrations: accessMigrations });
  const clock = () => new Date(now);
  access = createAccess({ database: test1.database, directory, clock, origin: 'https://dulieu.example' });
  await access.createUser({ email: 'An@Daklak.example', name: 'An', password, role: 'steward', agency: 'H15.05' });
});
afterAll(() => test1.close());
beforeEach(() => {
  now = start;
});

const cookieOf = (setCookie: string) => setCookie.split(';')[0] ?? '';
const signIn = (given: { email?: string; password?: string; address?: string } = {}) =>
  access.signIn({ email: 'an@daklak.example', password, ...given });

test('signs in, is known by the cookie, and is nobody after signing out', async () => {
  const session = await signIn({ email: ' AN@daklak.example ' });
  expect(session.setCookie).toMatch(
    /^daklake_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Expires=Sun, 22 Nov 2026 13:00:00 GMT$/,
  );
  const cookie = `lang=vi; ${cookieOf(session.setCookie)}`;
  const caller = { kind: 'user', name: 'An', role: 'steward', agency: 'H15.05', unit: null };
  expect(await access.identify({ cookie })).toMatchObject(caller);
  const { setCookie } = await access.signOut(cookie);
  expect(setCookie).toContain('daklake_session=; ');
  expect(await access.identify({ cookie })).toEqual({ kind: 'anonymous' });
});

test('keeps no secret in the clear', async () => {
  const secret = cookieOf((await signIn()).setCookie).split('=')[1] ?? '';
  const { token } = await access.issueToken({ name: 'clear', role: 'auditor', createdBy: 'test' });
  const rows = await Promise.all(
    ['users', 'sessions', 'tokens'].map((table) => test1.database.selectFrom(`access.${table}`).selectAll().execute()),
  );
  const kept = JSON.stringify(rows, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value,
  );
  for (const clear of [secret, token, password]) {
    expect(clear.length).toBeGreaterThan(10);
    expect(kept).not.toContain(clear);
  }
});

test('does not say whether the address or the password was wrong', async () => {
  const wrong = { code: 'credentials-wrong', kind: 'unauthenticated' };
  const failures = await Promise.all(
    [signIn({ password: 'x' }), signIn({ email: 'nobody@daklak.example' })].map((attempt) =>
      attempt.then(
        () => expect.fail('signed in'),
        (error: Error) => error,
      ),
    ),
  );
  expect(failures).toMatchObject([wrong, wrong]);
  expect(failures[0]?.message).toBe(failures[1]?.message);
});

test('takes the same password composed or not', async () => {
  await expect(signIn({ password: password.normalize('NFD') })).resolves.toBeDefined();
});

test('ten failures shut the account for that address, not for others, for a quarter of an hour', async () => {
  const bad = { password: 'wrong', address: '10.0.0.1' };
  const failures = await Promise.allSettled(Array.from({ length: 14 }, () => signIn(bad)));
  const codes = failures.map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'in'));
  expect(codes.filter((code) => code === 'credentials-wrong')).toHaveLength(10);
  expect(codes.filter((code) => code === 'sign-in-throttled')).toHaveLength(4);
  now += minute;
  await expect(signIn({ address: '10.0.0.1' })).rejects.toMatchObject({
    code: 'sign-in-throttled',
    retryAfter: 14 * 60,
  });
  await expect(signIn({ address: '10.0.0.2' })).resolves.toBeDefined();
  now += 15 * minute;
  await expect(signIn({ address: '10.0.0.1' })).resolves.toBeDefined();
});

test('a success clears the count', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 6; n += 1) {
      await expect(signIn({ password: 'x', address: '10.0.0.3' })).rejects.toMatchObject({ code: 'credentials-wrong' });
    }
    await signIn({ address: '10.0.0.3' });
  }
});

test('a session ends after two idle hours, and after twelve however busy', async () => {
  const cookie = cookieOf((await signIn()).setCookie);
  now += 119 * minute;
  expect(await access.identify({ cookie })).toMatchObject({ kind: 'user' });
  now += 119 * minute;
  expect(await access.identify({ cookie })).toMatchObject({ kind: 'user' });
  now += 121 * minute;
  expect(await access.identify({ cookie })).toEqual({ kind: 'anonymous' });

  now = start;
  const busy = cookieOf((await signIn()).setCookie);
  while (now < start + 719 * minute) {
    now += 60 * minute;
    if (now < start + 720 * minute) expect(await access.identify({ cookie: busy })).toMatchObject({ kind: 'user' });
  }
  now = start + 720 * minute;
  expect(await access.identify({ cookie: busy })).toEqual({ kind: 'anonymous' });
});

test('who is looked at while he is being answered has asked for nothing, and his session ends as without', async () => {
  const cookie = cookieOf((await signIn()).setCookie);
  now += 119 * minute;
  expect(await access.identify({ cookie, again: true })).toMatchObject({ kind: 'user' });
  now += minute;
  expect(await access.identify({ cookie, again: true })).toEqual({ kind: 'anonymous' });
});

describe('operators who are believed while the database is away', () => {
  const changes = createChanges(() => 0);
  const operators = createKnownOperators({ changes, elapsed: () => 0 });
  let pool: DatabaseConnection;
  let heeding: Access;
  beforeAll(async () => {
    pool = connectDatabase({ connectionString: test1.connectionString, changes, log: silentLog, maxConnections: 1 });
    const clock = () => new Date(now);
    heeding = createAccess({ database: pool.database, directory, clock, origin: 'https://dulieu.example', changes });
    await heeding.createUser({ email: 'o@daklak.example', name: 'O', password, role: 'operator' });
  });
  afterAll(() => pool.close());
  beforeEach(() => changes.stayLive(1));

  const enter = async (): Promise<RequestIdentity> => {
    const { setCookie } = await heeding.signIn({ email: 'o@daklak.example', password, address: '10.0.0.9' });
    return learned({ cookie: `other=1; ${cookieOf(setCookie)}` });
  };
  const learned = async (request: RequestIdentity) => {
    const learn = operators.ask(request);
    learn(await heeding.identify(request));
    expect(operators.recall(request)).toBeDefined();
    return request;
  };

  test('are so no more once they are signed out, wherever they were, and others are', async () => {
    const [left, stayed] = [await enter(), await enter()];
    now += 2 * minute;
    // Kept going, which is a change of it, too.
    await heeding.identify(stayed);
    await heeding.signOut(left.cookie);
    expect(operators.recall(left)).toBeUndefined();
    expect(operators.recall(stayed)).toMatchObject({ name: 'O' });
  });

  test('are so although changes cannot be heard, until the database has found somebody again', async () => {
    const [one, two] = [await enter(), await enter()];
    changes.lost();
    expect([one, two].map((each) => operators.recall(each)?.role)).toEqual(['operator', 'operator']);
    await learned(two);
    expect(operators.recall(one)).toBeUndefined();
  });

  test('are not learned by an answer that was asked for before a change was told', async () => {
    const request = await enter();
    const learn = operators.ask(request);
    const caller = await heeding.identify(request);
    await heeding.signOut(request.cookie);
    learn(caller);
    expect(operators.recall(request)).toBeUndefined();
  });

  test('are so no more once their token is revoked, or their account is changed', async () => {
    const { token } = await heeding.issueToken({ name: 'watch', role: 'operator', createdBy: 'O' });
    const program = await learned({ authorization: `bearer ${token} ` });
    const person = await enter();
    await heeding.revokeToken('watch');
    expect(operators.recall(program)).toBeUndefined();
    expect(operators.recall(person)).toBeDefined();
    await accessTables(pool.database)
      .updateTable('access.users')
      .set({ role: 'leader' })
      .where('name', '=', 'O')
      .execute();

    expect(operators.recall(person)).toBeUndefined();
  });
});

test('a user who is disabled is nobody at once', async () => {
  await access.createUser({ email: 'b@daklak.example', name: 'B', password, role: 'leader' });
  const cookie = cookieOf((await signIn({ email: 'b@daklak.example' })).setCookie);
  expect(await access.identify({ cookie })).toMatchObject({ role: 'leader' });
  await test1.database.updateTable('access.users').set({ disabled: true }).where('name', '=', 'B').execute();
  expect(await access.identify({ cookie })).toEqual({ kind: 'anonymous' });
  await expect(signIn({ email: 'b@daklak.example' })).rejects.toMatchObject({ code: 'credentials-wrong' });
});

test('a stale or foreign cookie is like none', async () => {
  for (const cookie of [undefined, '', 'daklake_session=', 'daklake_session=x', 'other=1; x_daklake_session=2']) {
    expect(await access.identify({ cookie })).toEqual({ kind: 'anonymous' });
  }
});

test('a token is known by its secret until it is revoked; a wrong one is refused, not passed over', async () => {
  const place = { role: 'officer', agency: 'H15.139', unit: '24169' } as const;
  const { token } = await access.issueToken({ name: 'ea-kao', ...place, createdBy: 'test' });
  expect(token).toMatch(/^dlk_[\w-]{43}$/);
  const known = { kind: 'token', name: 'ea-kao', role: 'officer', agency: 'H15.139', unit: '24169' };
  expect(await access.identify({ authorization: `Bearer ${token}` })).toMatchObject(known);
  expect(await access.identify({ authorization: `bearer ${token}`, cookie: 'daklake_session=x' })).toMatchObject(known);
  const unknown = { code: 'token-unknown', kind: 'unauthenticated' };
  for (const authorization of ['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`, token, 'Bearer a b']) {
    await expect(access.identify({ authorization })).rejects.toMatchObject(unknown);
  }
  expect(await access.revokeToken('ea-kao')).toBe(true);
  expect(await access.revokeToken('ea-kao')).toBe(false);
  await expect(access.identify({ authorization: `Bearer ${token}` })).rejects.toMatchObject(unknown);
});

test('a token’s name is used once, unless it is replaced', async () => {
  const options = { name: 'twice', role: 'administrator', createdBy: 'test' } as const;
  const first = await access.issueToken(options);
  await expect(access.issueToken(options)).rejects.toMatchObject({ code: 'token-name-taken' });
  const second = await access.issueToken({ ...options, replace: true });
  await expect(access.identify({ authorization: `Bearer ${first.token}` })).rejects.toMatchObject({
    code: 'token-unknown',
  });
  expect(await access.identify({ authorization: `Bearer ${second.token}` })).toMatchObject({ name: 'twice' });
});

test('an older form of an agency’s code is kept in the current form', async () => {
  const { token } = await access.issueToken({
    name: 'old',
    role: 'steward',
    agency: '000.00.06.H15',
    createdBy: 'test',
  });
  expect(await access.identify({ authorization: `Bearer ${token}` })).toMatchObject({ agency: 'H15.06' });
});

test.each([
  [{ role: 'steward' }, 'agency-needed'],
  [{ role: 'steward', agency: 'H15.5' }, 'agency-unknown'],
  [{ role: 'officer', agency: 'H15.139', unit: '24118' }, 'unit-unknown'],
  [{ role: 'officer', agency: 'H15.139', unit: '66' }, 'unit-unknown'],
  [{ role: 'leader', password: 'mười ba ký tự' }, 'password-weak'],
  [{ role: 'leader', email: 'AN@daklak.example' }, 'email-taken'],
] as const)('refuses a user like %j: %s', async (given, code) => {
  const user = { email: 'c@daklak.example', name: 'C', password, ...given };
  await expect(access.createUser(user)).rejects.toMatchObject({ code });
});

test('an administrator’s link makes one administrator, once, within a day', async () => {
  const { url, expires } = await access.createAdministratorLink();
  expect(url).toMatch(/^https:\/\/dulieu\.example\/sign-in\?link=[\w-]{43}$/);
  expect(expires).toEqual(new Date(start + 24 * 60 * minute));
  const link = new URL(url).searchParams.get('link') ?? '';
  const person = { link, email: 'qt@daklak.example', name: 'QT', password };

  await expect(access.redeemAdministratorLink({ ...person, password: 'x' })).rejects.toMatchObject({
    code: 'password-weak',
  });
  const both = await Promise.allSettled(
    ['qt1@daklak.example', 'qt2@daklak.example'].map((email) => access.redeemAdministratorLink({ ...person, email })),
  );
  const [won] = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  expect(both.filter((each) => each.status === 'rejected')).toHaveLength(1);
  const cookie = cookieOf(won?.setCookie ?? '');
  expect(await access.identify({ cookie })).toMatchObject({ role: 'administrator' });
  await expect(access.redeemAdministratorLink(person)).rejects.toMatchObject({ code: 'link-unknown' });

  const late = new URL((await access.createAdministratorLink()).url).searchParams.get('link') ?? '';
  now += 24 * 60 * minute;
  await expect(access.redeemAdministratorLink({ ...person, link: late })).rejects.toMatchObject({
    code: 'link-unknown',
  });
});
