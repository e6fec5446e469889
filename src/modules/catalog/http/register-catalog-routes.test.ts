import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, Role } from '#api/caller.ts';
import { createHttp, type Http } from '#platform/http/create-http.ts';
import { createMetrics } from '#platform/metrics/metrics.ts';
import { noTracing } from '#platform/tracing/tracing.ts';
import { silentLog } from '#platform/log/log.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { StandingRows } from '../contract/judge-change.ts';
import { createCatalog } from '../catalog.ts';
import { catalogMigrations } from '../store/migrations.ts';
import { contractText, property } from '../test-contract.ts';
import { formatAsked } from './present-contract.ts';
import { registerCatalogRoutes } from './register-catalog-routes.ts';

const standing = new Map<string, StandingRows>();
/** Where a load is published between the reading of a contract and its putting. */
const publishedMeanwhile = new Map<string, StandingRows>();
let database: TestDatabase;
let app: Http;

beforeAll(async () => {
  database = await createTestDatabase({ migrations: catalogMigrations });
  app = await createHttp({
    tracing: noTracing,
    metrics: createMetrics(),
    log: silentLog,
    origin: 'http://localhost',
    version: '0',
    maxUploadBytes: 1000,
    identify: async (request) => JSON.parse(String(request.headers['x-caller'] ?? '{"kind":"anonymous"}')) as Caller,
    isReady: async () => true,
  });
  const clock = () => new Date('2026-01-01T00:00:00Z');
  registerCatalogRoutes(app, {
    catalog: createCatalog({ database: database.database, clock, agencyName: (code) => code }),
    findStandingRows: async (dataset, transaction) =>
      (transaction === undefined ? undefined : publishedMeanwhile.get(dataset)) ?? standing.get(dataset),
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await database.close();
});

function caller(role: Role, agency: string | null = 'H15.05'): string {
  return JSON.stringify({ kind: 'user', id: '1', name: 'Lan', role, agency, unit: null } satisfies Caller);
}
const steward = caller('steward');

function put(id: string, payload: string | Buffer, as: string | undefined = steward, type = 'application/yaml') {
  const headers = { 'content-type': type, ...(as === '' ? {} : { 'x-caller': as }) };
  return app.inject({ method: 'PUT', url: `/api/v1/datasets/${id}/contract`, payload, headers });
}

function putIf(id: string, name: string, headers: Readonly<Record<string, string>>) {
  const type = { 'content-type': 'application/yaml', 'x-caller': steward };
  const url = `/api/v1/datasets/${id}/contract`;
  return app.inject({ method: 'PUT', url, payload: contractText({ id, name }), headers: { ...type, ...headers } });
}

function get(id: string, headers: Readonly<Record<string, string>> = {}) {
  return app.inject({ url: `/api/v1/datasets/${id}/contract`, headers });
}

describe('putting a contract', () => {
  test.each([
    ['nobody', '', 401, 'sign-in-needed'],
    ['an officer', caller('officer'), 403, 'right-missing'],
    ['a citizen', caller('citizen'), 403, 'right-missing'],
    ['a steward without an agency', caller('steward', null), 403, 'right-missing'],
    ['a steward of another agency', caller('steward', 'H15.09'), 403, 'right-missing'],
  ])('is refused to %s', async (_who, as, status, code) => {
    const answer = await put('refused', contractText({ id: 'refused' }), as);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    expect((await get('refused')).statusCode).toBe(404);
  });

  test.each([
    ['cannot be read', 'id: [', 400, 'contract-unreadable'],
    ['is empty', '', 400, 'contract-unreadable'],
    ['is not text', Buffer.from([0xff, 0xfe, 0x41]), 400, 'contract-unreadable'],
    ['breaks the rules', contractText({ id: 'wrong', properties: [property('Mã')] }), 422, 'contract-invalid'],
    ['is of another dataset', contractText({ id: 'other' }), 422, 'contract-invalid'],
  ])('is refused where it %s', async (_what, text, status, code) => {
    const answer = await put('wrong', text);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const { errors, ...problem } = answer.json();
    expect(problem).toMatchObject({ status, code });
    expect(errors[0]).toMatchObject({
      line: expect.any(Number),
      reason: { vi: expect.any(String) },
      mend: { en: expect.any(String) },
    });
    expect((await get('wrong')).statusCode).toBe(404);
  });

  test('creates, repeats and updates, as YAML or as JSON', async () => {
    const first = await put('moi', contractText({ id: 'moi' }));
    expect([first.statusCode, first.headers['location']]).toEqual([201, '/api/v1/datasets/moi/contract']);
    expect(first.json()).toEqual({ id: 'moi', version: '1.0.0', revision: 1, status: 'created', warnings: [] });
    const document = (await get('moi')).body;
    expect((await put('moi', document, steward, 'application/json')).json()).toMatchObject({ status: 'unchanged' });
    const changed = await put(
      'moi',
      contractText({ id: 'moi', name: 'Mới' }),
      caller('administrator', null),
      'text/plain',
    );
    expect([changed.statusCode, changed.json().revision]).toEqual([200, 2]);
  });

  test('tells warnings', async () => {
    const answer = await put('luu-y', contractText({ id: 'luu-y', custom: { colour: 'red' } }));
    expect(answer.json().warnings).toMatchObject([{ code: 'custom-unknown' }]);
  });

  test('neither takes a dataset from another agency nor gives one away', async () => {
    await put('cua-toi', contractText({ id: 'cua-toi' }));
    const theirs = contractText({ id: 'cua-toi', custom: { owner: 'H15.09' } });
    expect((await put('cua-toi', theirs, caller('steward', 'H15.09'))).statusCode).toBe(403);
    expect((await put('cua-toi', theirs, steward)).statusCode).toBe(403);
    expect((await put('cua-toi', theirs, caller('administrator', null))).statusCode).toBe(200);
  });

  test('is bounded', async () => {
    const answer = await put('lon', `# ${'x'.repeat(1 << 20)}`);
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'body-too-large']);
  });
});

describe('reading a contract', () => {
  beforeAll(async () => {
    await put('mo', `# ghi chú\n${contractText({ id: 'mo' })}`);
    await put('rieng', contractText({ id: 'rieng', custom: { access: 'private' } }));
    const { body } = await get('mo');
    await put('json', body.replace('"id":"mo"', '"id":"json"'), steward, 'application/json');
  });

  test('of a private dataset is for those who see it; for others there is none', async () => {
    const hidden = await get('rieng');
    const unknown = await get('khong-co');
    const told = (answer: typeof hidden) => ({
      ...answer.json(),
      requestId: '',
      detail: answer.json().detail.replace(/\S+$/, ''),
    });
    expect(told(hidden)).toEqual(told(unknown));
    expect(hidden.statusCode).toBe(404);
    expect((await get('rieng', { 'x-caller': caller('steward', 'H15.09') })).statusCode).toBe(403);
    expect((await get('rieng', { 'x-caller': steward })).statusCode).toBe(200);
  });

  test('gives JSON in the order of the author, and YAML as it was sent', async () => {
    const json = await get('mo');
    expect(json.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(Object.keys(json.json())).toEqual([
      'apiVersion',
      'kind',
      'id',
      'version',
      'status',
      'name',
      'customProperties',
      'schema',
    ]);
    const yaml = await get('mo', { accept: 'application/yaml' });
    expect(yaml.headers['content-type']).toBe('application/yaml; charset=utf-8');
    expect(yaml.body).toBe(`# ghi chú\n${contractText({ id: 'mo' })}`);
    expect((await get('json', { accept: 'application/yaml' })).body).toMatch(/^apiVersion: v3\.1\.0\n/);
  });

  test('is cut short where the copy is still right', async () => {
    const { headers } = await get('mo');
    const etag = String(headers['etag']);
    const again = await get('mo', { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('mo', { 'if-none-match': etag, accept: 'application/yaml' })).statusCode).toBe(200);
    await put('mo', contractText({ id: 'mo', name: 'Khác' }));
    expect((await get('mo', { 'if-none-match': etag })).statusCode).toBe(200);
  });

  test.each([
    [undefined, 'json'],
    ['*/*', 'json'],
    ['application/yaml', 'yaml'],
    ['text/yaml, application/json;q=0.5', 'yaml'],
    ['application/x-yaml;q=0.1, application/json', 'json'],
    ['text/html,*/*;q=0.8', 'json'],
  ])('%s asks for %s', (accept, format) => {
    expect(formatAsked(accept)).toBe(format);
  });
});

describe('a contract is replaced only if it still is the one that was read', () => {
  test('by its tag as JSON or as YAML, in whatever list', async () => {
    await put('sua', contractText({ id: 'sua' }));
    const json = String((await get('sua')).headers['etag']);
    const yaml = String((await get('sua', { accept: 'application/yaml' })).headers['etag']);
    expect((await putIf('sua', 'A', { 'if-match': `"other", ${yaml}` })).statusCode).toBe(200);
    for (const tag of [json, yaml, '"other"', 'W/"x"']) {
      const refused = await putIf('sua', 'B', { 'if-match': tag });
      expect([refused.statusCode, refused.json().code]).toEqual([412, 'contract-changed']);
    }
    const put2 = await putIf('sua', 'C', { 'if-match': String((await get('sua')).headers['etag']) });
    expect(put2.headers['etag']).toBe((await get('sua')).headers['etag']);
  });

  test('a new one only where there is none, a change only where there is one', async () => {
    expect((await putIf('tao', 'A', { 'if-match': '*' })).statusCode).toBe(412);
    expect((await get('tao')).statusCode).toBe(404);
    expect((await putIf('tao', 'A', { 'if-none-match': '*' })).statusCode).toBe(201);
    expect((await putIf('tao', 'B', { 'if-none-match': '*' })).statusCode).toBe(412);
    expect((await putIf('tao', 'B', { 'if-match': '*' })).statusCode).toBe(200);
  });

  test('of two who read the same, one comes too late', async () => {
    await put('hai', contractText({ id: 'hai' }));
    const tag = String((await get('hai')).headers['etag']);
    const answers = await Promise.all(['A', 'B'].map((name) => putIf('hai', name, { 'if-match': tag })));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 412]);
  });
});

test('lists the versions, newest first, with a tag', async () => {
  for (const name of ['A', 'B', 'C']) await put('nhieu', contractText({ id: 'nhieu', name }));
  const url = '/api/v1/datasets/nhieu/contract/versions?limit=2';
  const { headers, body } = await app.inject(url);
  const { items, total } = JSON.parse(body) as { items: readonly object[]; total: number };
  expect([items, total]).toEqual([
    [
      { version: '1.0.0', revision: 3, createdAt: '2026-01-01T07:00:00.000+07:00', current: true },
      { version: '1.0.0', revision: 2, createdAt: '2026-01-01T07:00:00.000+07:00', current: false },
    ],
    3,
  ]);
  const again = await app.inject({ url, headers: { 'if-none-match': String(headers['etag']) } });
  expect([again.statusCode, again.body, again.headers['content-type']]).toEqual([304, '', undefined]);
  await put('kin', contractText({ id: 'kin', custom: { access: 'private' } }));
  expect((await app.inject('/api/v1/datasets/kin/contract/versions')).statusCode).toBe(404);
});

test('a contract that would leave the rows that stand without their key is refused, unless it says so', async () => {
  const rows = { columns: [{ name: 'ma', type: 'VARCHAR' }], key: ['ma'], contractVersion: '1.4.0', rows: 20 } as const;
  standing.set('co-dong', rows);
  const properties = [property('ten')];
  const refused = await put('co-dong', contractText({ id: 'co-dong', version: '1.5.0', properties }));
  expect([refused.statusCode, refused.json().errors]).toMatchObject([422, [{ code: 'key-field-dropped' }]]);
  const told = await put('co-dong', contractText({ id: 'co-dong', version: '2.0.0', properties }));
  expect(told.statusCode).toBe(201);
});

test('a load that is published while a contract is on its way to being put is judged by, too', async () => {
  const rows = { columns: [{ name: 'ma', type: 'VARCHAR' }], key: ['ma'], contractVersion: '1.4.0', rows: 20 } as const;
  publishedMeanwhile.set('vua-nap', rows);
  const properties = [property('ten')];
  const refused = await put('vua-nap', contractText({ id: 'vua-nap', version: '1.5.0', properties }));
  expect([refused.statusCode, refused.json().errors]).toMatchObject([422, [{ code: 'key-field-dropped' }]]);
  expect((await get('vua-nap')).statusCode).toBe(404);
  publishedMeanwhile.set('vua-nap', { ...rows, key: [] });
  const warned = await put('vua-nap', contractText({ id: 'vua-nap', version: '1.5.0', properties }));
  expect([warned.statusCode, warned.json().warnings]).toMatchObject([201, [{ code: 'field-dropped' }]]);
});
