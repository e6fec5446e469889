import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDirectory } from '#modules/directory/index.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { createHttp, type Http } from '#platform/http/create-http.ts';
import { createMetrics } from '#platform/metrics/metrics.ts';
import { noTracing } from '#platform/tracing/tracing.ts';
import { silentLog } from '#platform/log/log.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { createAccess, type Access } from './access.ts';
import { registerAccessRoutes } from './routes.ts';
import { accessMigrations } from './store/migrations.ts';

const directory = createDirectory({ packs: resolve(import.meta.dirname, '../../../packs') });
const origin = 'http://localhost:3000';
const password = 'một mật khẩu dài';
let test1: TestDatabase;
let access: Access;
let app: Http;

beforeAll(async () => {
  test1 = await createTestDatabase({ migrations: accessMigrations });
  access = createAccess({ database: test1.database, directory, clock: systemClock, origin });
  app = await createHttp({
    tracing: noTracing,
    metrics: createMetrics(),
    log: silentLog,
    origin,
    version: '0',
    maxUploadBytes: 1,
    identify: ({ headers }) => access.identify({ authorization: headers.authorization, cookie: headers.cookie }),
    isReady: async () => true,
  });
  registerAccessRoutes(app, { access });
  await app.ready();
  await access.createUser({ email: 'an@daklak.example', name: 'An', password, role: 'steward', agency: 'H15.05' });
});
afterAll(async () => {
  await app.close();
  await test1.close();
});

const url = '/api/v1/session';
const signIn = (payload: object) => app.inject({ method: 'POST', url, payload });

test('wrong credentials are 401, a body without them is 400', async () => {
  const wrong = await signIn({ email: 'an@daklak.example', password: 'x' });
  expect(wrong.statusCode).toBe(401);
  expect(wrong.headers['content-type']).toContain('application/problem+json');
  expect(wrong.json()).toMatchObject({ code: 'credentials-wrong', status: 401 });
  expect(wrong.headers['set-cookie']).toBeUndefined();
  expect((await signIn({ email: 'an@daklak.example' })).statusCode).toBe(400);
  expect((await signIn({ email: 'an\ud800', password: 'x' })).statusCode).toBe(401);
  expect((await signIn({ email: 'an\0', password: '\0' })).statusCode).toBe(400);
});

test('a wrong token is 401 wherever it is shown', async () => {
  const response = await app.inject({ url, headers: { authorization: 'Bearer x' } });
  expect([response.statusCode, response.json()]).toMatchObject([401, { code: 'token-unknown' }]);
});

test('signs in, says who I am, signs out', async () => {
  const me = { signedIn: true, kind: 'user', name: 'An', role: 'steward', agency: 'H15.05', unit: null };
  const nobody = { signedIn: false, kind: 'anonymous', name: null, role: null, agency: null, unit: null };
  expect((await app.inject({ url })).json()).toEqual(nobody);

  const signedIn = await signIn({ email: 'an@daklak.example', password, code: '' });
  expect([signedIn.statusCode, signedIn.json()]).toEqual([201, me]);
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  expect((await app.inject({ url, headers: { cookie } })).json()).toEqual(me);

  const foreign = await app.inject({ method: 'DELETE', url, headers: { cookie, origin: 'https://elsewhere.example' } });
  expect(foreign.statusCode).toBe(403);
  const out = await app.inject({ method: 'DELETE', url, headers: { cookie, origin } });
  expect([out.statusCode, out.body]).toEqual([204, '']);
  expect(String(out.headers['set-cookie'])).toContain('Max-Age=0');
  expect((await app.inject({ url, headers: { cookie } })).json()).toEqual(nobody);
});

test('a link makes an administrator who is signed in, once', async () => {
  const link = new URL((await access.createAdministratorLink()).url).searchParams.get('link');
  const payload = { link, email: 'qt@daklak.example', name: 'QT', password };
  const redeem = () => app.inject({ method: 'POST', url: `${url}/administrator`, payload });
  const first = await redeem();
  expect([first.statusCode, first.json()]).toMatchObject([201, { role: 'administrator' }]);
  expect(first.headers['set-cookie']).toContain('daklake_session=');
  const second = await redeem();
  expect([second.statusCode, second.json()]).toMatchObject([404, { code: 'link-unknown' }]);
});
