import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccess } from '../../src/modules/access/index.ts';
import { createDirectory } from '../../src/modules/directory/index.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

// The server remembers who a caller is, which contract stands and which snapshot is current. A change counts at once: for
// whoever made it through the server without any delay, and when another process made it as soon as that is heard.

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  await put({ 'daklake.access': 'open' });
  await load('a,Nguyễn Văn An');
});
afterAll(() => platform.close());

const records = '/api/v1/datasets/nho/records?order=ma';
const statusOf = async (headers: Record<string, string>, path = records) =>
  (await platform.call(path, { headers })).status;

const readRecords = async () => (await platform.call(records)).json();

async function put(facts: Readonly<Record<string, unknown>>, name: Readonly<Record<string, unknown>> = {}) {
  const response = await platform.call('/api/v1/datasets/nho/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id: 'nho',
      fields: [
        { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1, required: true },
        { name: 'ten', logicalType: 'string', ...name },
      ],
      facts: { 'daklake.holdBelow': 0, ...facts },
    }),
  });
  expect(response.status, await response.text()).toBeLessThan(300);
}

const load = (row: string) => platform.load('nho', `ma,ten\n${row}`, { headers: steward });

/** Beside the server, as `daklake admin` does it. */
const beside = () =>
  createAccess({
    database: platform.database,
    directory: createDirectory({ packs: 'packs' }),
    clock: systemClock,
    origin: platform.address,
  });

async function signIn(email: string) {
  const user = await platform.createUser({ email, name: 'Ai đó', role: 'steward', agency: 'H15.05' });
  const answer = await platform.call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.address },
    body: JSON.stringify(user),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, origin: platform.address };
}

const role = async (headers: Record<string, string>) => {
  const answer = await platform.call('/api/v1/session', { headers });
  return ((await answer.json()) as { role: string | null }).role;
};

describe('of another process', () => {
  test('a token that is revoked opens nothing any more', async () => {
    const { token } = await beside().issueToken({ name: 'sắp thu hồi', role: 'leader', createdBy: 'test' });
    const headers = { authorization: `Bearer ${token}` };
    expect([await statusOf(headers), await statusOf(headers)]).toEqual([200, 200]);
    await beside().revokeToken('sắp thu hồi');
    await expect.poll(() => statusOf(headers)).toBe(401);
  });

  test('another role, a shut account and an ended session count', async () => {
    const headers = await signIn('a@daklak.gov.vn');
    expect([await role(headers), await role(headers)]).toEqual(['steward', 'steward']);
    await sql`update access.users set role = 'citizen' where email = 'a@daklak.gov.vn'`.execute(platform.database);
    await expect.poll(() => role(headers)).toBe('citizen');
    await sql`update access.users set disabled = true where email = 'a@daklak.gov.vn'`.execute(platform.database);
    await expect.poll(() => role(headers)).toBeNull();
    await sql`update access.users set disabled = false where email = 'a@daklak.gov.vn'`.execute(platform.database);
    await expect.poll(() => role(headers)).toBe('citizen');
    await sql`delete from access.sessions`.execute(platform.database);
    await expect.poll(() => role(headers)).toBeNull();
  });

  test('a session that has ended by itself opens nothing, though it is remembered', async () => {
    const headers = await signIn('b@daklak.gov.vn');
    expect(await role(headers)).toBe('steward');
    await sql`update access.sessions set expires_at = now() + interval '1 second'`.execute(platform.database);
    await expect.poll(() => role(headers)).toBeNull();
  });

  test('a contract and a snapshot that others make current are what is read', async () => {
    expect(await statusOf({})).toBe(200);
    await sql`update catalog.datasets set version = 'none' where id = 'nho'`.execute(platform.database);
    await expect.poll(() => statusOf({})).toBe(404);
    await sql`update catalog.datasets set version = '1.0.0' where id = 'nho'`.execute(platform.database);
    await expect.poll(() => statusOf({})).toBe(200);
    const [pointer] = (
      await sql<{ snapshot: string }>`select snapshot from warehouse.pointers`.execute(platform.database)
    ).rows;
    await sql`delete from warehouse.pointers`.execute(platform.database);
    await expect.poll(readRecords).toEqual([]);
    await sql`insert into warehouse.pointers values ('nho', ${pointer?.snapshot})`.execute(platform.database);
    await expect.poll(readRecords).toHaveLength(1);
  });

  test('a change that is made while the connection that hears of changes is broken counts', async () => {
    const { token } = await beside().issueToken({ name: 'lúc mất tai', role: 'leader', createdBy: 'test' });
    const headers = { authorization: `Bearer ${token}` };
    expect([await statusOf(headers), await statusOf(headers)]).toEqual([200, 200]);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(platform.database);
    await beside().revokeToken('lúc mất tai');
    await expect.poll(() => statusOf(headers)).toBe(401);
  });
});

describe('through the server', () => {
  test('whoever signs out is out with the answer', async () => {
    const headers = await signIn('c@daklak.gov.vn');
    for (let n = 0; n < 3; n += 1) expect(await role(headers)).toBe('steward');
    await platform.call('/api/v1/session', { method: 'DELETE', headers });
    expect(await role(headers)).toBeNull();
  });

  test('a contract that shuts a dataset, or masks a field, holds from its answer on', async () => {
    for (let n = 0; n < 5; n += 1) {
      await put({ 'daklake.access': 'shared' });
      expect(await statusOf({})).toBe(401);
      await put({ 'daklake.access': 'open' }, { customProperties: [{ property: 'daklake.personal', value: 'basic' }] });
      expect(await (await platform.call(records)).json()).toEqual([{ ma: 'a', ten: null }]);
      await put({ 'daklake.access': 'open' });
      expect(await (await platform.call(records)).json()).toEqual([{ ma: 'a', ten: 'Nguyễn Văn An' }]);
    }
  });

  test('a load that is published is read from then on, and a copy of what was before is out of date', async () => {
    for (const name of ['Bình', 'Chi', 'Dũng']) {
      const before = await platform.call(records);
      const etag = before.headers.get('etag') ?? '';
      expect(await statusOf({ 'if-none-match': etag })).toBe(304);
      expect((await load(`a,${name}`)).state).toBe('published');
      const after = await platform.call(records, { headers: { 'if-none-match': etag } });
      expect([after.status, await after.json()]).toEqual([200, [{ ma: 'a', ten: name }]]);
    }
  });
});

describe('an answer that was given before', () => {
  test('is the same for the same rights, with a cursor of each asker’s own', async () => {
    const [one, two] = [await platform.as('leader'), await platform.as('auditor')];
    await load('a,An\nb,Bình');
    const ask = async (headers: Record<string, string>) => {
      const answer = await platform.call(`${records}&limit=1`, { headers });
      return { text: await answer.text(), etag: answer.headers.get('etag'), link: answer.headers.get('link') ?? '' };
    };
    const [first, again, others] = [await ask(one), await ask(one), await ask(two)];
    expect(again).toEqual(first);
    expect([others.text, others.etag]).toEqual([first.text, first.etag]);
    const next = (link: string) => /<([^>]+)>/.exec(link)?.[1] ?? '';
    expect([await statusOf(one, next(first.link)), await statusOf(two, next(others.link))]).toEqual([200, 200]);
    expect(await statusOf(two, next(first.link))).toBe(400);
  });

  test('is not given to other rights, another question or another shape', async () => {
    await put({ 'daklake.access': 'open' }, { customProperties: [{ property: 'daklake.personal', value: 'basic' }] });
    const ask = async (headers: Record<string, string>, more = '') =>
      (await platform.call(`${records}&ma=eq.a${more}`, { headers })).json();
    for (let n = 0; n < 2; n += 1) {
      expect(await ask(steward)).toEqual([{ ma: 'a', ten: 'An' }]);
      expect(await ask({})).toEqual([{ ma: 'a', ten: null }]);
      expect(await ask({}, '&select=ma')).toEqual([{ ma: 'a' }]);
      expect(await ask({ accept: 'application/vnd.pgrst.object+json' })).toEqual({ ma: 'a', ten: null });
      expect(await ask({ range: '1-1' })).toEqual([]);
    }
    const counted = await platform.call(`${records}&limit=1`, { headers: { prefer: 'count=exact' } });
    expect([counted.status, counted.headers.get('content-range')]).toEqual([206, '0-0/2']);
    expect(await statusOf({}, `${records}&limit=1`)).toBe(200);
    expect(await statusOf({ 'if-none-match': '*' }, `${records}&ten=eq.An`)).toBe(403);
  });

  test('has a head without a body, and none where the asker’s copy is right', async () => {
    const whole = await platform.call(records);
    const length = String((await whole.arrayBuffer()).byteLength);
    const head = await platform.call(records, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([200, '', length]);
    const copy = await platform.call(records, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect([copy.status, await copy.text(), copy.headers.get('content-length')]).toEqual([304, '', null]);
    expect(copy.headers.get('cache-control')).toBe('private, no-cache');
  });
});
