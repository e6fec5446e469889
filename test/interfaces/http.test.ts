import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadView } from '../../src/api/loads.ts';
import { customProperties, makeContract, type MadeContract } from '../support/make-contract.ts';
import { makeZip } from '../support/zip.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let officer: Record<string, string>;
let administrator: Record<string, string>;
let citizen: Record<string, string>;

const personal = {
  name: 'ten',
  logicalType: 'string',
  customProperties: customProperties({ 'daklake.personal': 'basic' }),
};
const unit = { name: 'xa', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 };
const code = { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 2 };
const count = { name: 'so', logicalType: 'integer' };
const fields = [unit, code, personal, count];

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  officer = await platform.as('officer', { agency: 'H15.139', unit: '24169' });
  administrator = await platform.as('administrator');
  citizen = await platform.as('citizen');
  const byUnit = { 'daklake.partitionBy': ['xa'], 'daklake.unitField': 'xa', 'daklake.holdBelow': 0.5 };
  await put({
    id: 'mo',
    fields: [{ ...code, primaryKeyPosition: 1 }, count],
    facts: { 'daklake.holdBelow': 0 },
    document: { name: 'Đường bộ Đắk Lắk' },
  });
  await put({ id: 'chung', fields, facts: { 'daklake.access': 'shared', ...byUnit } });
  await put({ id: 'rieng', fields, facts: { 'daklake.access': 'private', ...byUnit } });
  for (const id of ['chung', 'rieng']) {
    await platform.load(id, 'xa,ma,ten,so\n24169,A,Nguyễn Văn An,1\n24133,B,Trần Thị B,2\n', { headers: steward });
  }
  await platform.load('mo', 'ma,so\nA,1\nB,2\n', { headers: steward });
});
afterAll(() => platform.close());

async function put(contract: MadeContract): Promise<void> {
  const response = await platform.call(`/api/v1/datasets/${contract.id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract(contract),
  });
  if (response.status !== 201) throw new Error(await response.text());
}

const get = (path: string, headers: Record<string, string> = {}) => platform.call(`/api/v1${path}`, { headers });
async function body<T = Record<string, unknown>>(response: Response | Promise<Response>): Promise<T> {
  // The shape is what these tests look at.
  return (await (await response).json()) as T;
}
const post = (path: string, headers: Record<string, string>, json: unknown) =>
  platform.call(`/api/v1${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });

test('[http.health] alive and ready', async () => {
  expect((await platform.call('/healthz')).status).toBe(200);
  expect((await platform.call('/readyz')).status).toBe(200);
});

test('[http.problem] an error is problem+json with its code and the request', async () => {
  const response = await get('/datasets/khong-co');
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await body(response)).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status: 404,
    code: 'dataset-unknown',
    detail: expect.any(String),
    requestId: expect.any(String),
  });
});

test('[http.lists] items, total and nextCursor, paged by limit and cursor', async () => {
  const seen: unknown[] = [];
  let cursor: unknown = '';
  for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
    const page: Record<string, unknown> = await body(
      get(`/datasets?limit=1${cursor === '' ? '' : `&cursor=${String(cursor)}`}`, steward),
    );
    expect(page['total']).toBe(3);
    // A list's items have ids.
    seen.push(...(page['items'] as { id: string }[]).map(({ id }) => id));
    cursor = page['nextCursor'];
  }
  expect(seen.toSorted()).toEqual(['chung', 'mo', 'rieng']);
  const [load] = (await body<{ items: LoadView[] }>(get('/datasets/mo/loads?limit=1', steward))).items;
  expect(load).toMatchObject({ dataset: 'mo', state: 'published', result: { rejected: 0, findings: [] } });
  for (const wrong of ['limit=-1', 'limit=x', 'cursor=x']) {
    expect((await get(`/datasets?${wrong}`)).status, wrong).toBe(400);
  }
});

test('[http.times] times are RFC 3339 in +07:00', async () => {
  const { items } = await body<{ items: { createdAt: string }[] }>(get('/datasets/mo/snapshots'));
  expect(items[0]?.createdAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+07:00$/);
});

test('[http.origin] [http.session] a session by cookie acts only from our own origin, and ends', async () => {
  const { email, password } = await platform.createUser({
    email: 'can-bo@daklak.example',
    name: 'Cán bộ',
    role: 'steward',
    agency: 'H15.05',
  });
  const signedIn = await post('/session', { origin: platform.address }, { email, password });
  expect(signedIn.status).toBeLessThan(300);
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect((await get('/datasets/rieng', { cookie })).status).toBe(200);
  const sent = (origin: string) =>
    platform.call('/api/v1/datasets/mo/query', {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ select: ['ma'] }),
    });
  expect((await sent('https://evil.example')).status).toBe(403);
  expect((await sent(platform.address)).status).toBe(200);
  await platform.call('/api/v1/session', { method: 'DELETE', headers: { cookie, origin: platform.address } });
  expect((await get('/datasets/rieng', { cookie })).status).toBe(404);
  expect((await post('/session', {}, { email, password: 'x' })).status).toBe(401);
});

test('[who.shared] anybody sees the page, contract and score; rows are for those signed in but citizens', async () => {
  for (const path of ['', '/contract', '/quality', '/snapshots']) {
    expect((await get(`/datasets/chung${path}`)).status, path).toBe(200);
  }
  expect((await get('/datasets/chung/records')).status).toBe(401);
  expect((await get('/datasets/chung/records', citizen)).status).toBe(403);
  for (const role of ['leader', 'auditor', 'operator', 'compliance', 'machine', 'governor'] as const) {
    expect((await get('/datasets/chung/records', await platform.as(role))).status, role).toBe(200);
  }
});

test('[who.private] a stranger finds nothing, one signed in hears which right is missing', async () => {
  for (const path of ['', '/contract', '/quality', '/snapshots', '/records', '/download.csv']) {
    expect((await get(`/datasets/rieng${path}`)).status, path).toBe(404);
  }
  const leader = await platform.as('leader');
  const refused = await get('/datasets/rieng', leader);
  expect(refused.status).toBe(403);
  expect(await body(refused)).toMatchObject({ code: 'right-missing', missing: 'read-private' });
  for (const headers of [steward, officer, administrator, await platform.as('auditor')]) {
    expect((await get('/datasets/rieng/records', headers)).status).toBe(200);
  }
});

test('[who.raw] [who.masked-field] raw values are for those who fill; a masked field is not asked about', async () => {
  const names = async (headers: Record<string, string>) =>
    (await body<{ ten: string | null }[]>(get('/datasets/chung/records?select=ten', headers))).map(({ ten }) => ten);
  expect(await names(steward)).toEqual(['Trần Thị B', 'Nguyễn Văn An']);
  expect(await names(administrator)).toEqual([null, null]);
  expect((await names(officer)).toSorted()).toEqual(['Nguyễn Văn An', null]);
  expect(await (await get('/datasets/chung/download.csv', administrator)).text()).not.toContain('Nguyễn');
  for (const query of ['ten=eq.x', 'order=ten', 'or=(ten.is.null,ma.eq.A)']) {
    const refused = await get(`/datasets/chung/records?${query}`, administrator);
    expect([refused.status, (await body(refused))['code']], query).toEqual([403, 'field-masked']);
  }
  for (const query of [
    { where: { field: 'ten', op: 'eq', value: 'x' } },
    { groupBy: ['ten'], aggregates: [{ fn: 'count', as: 'n' }] },
    { aggregates: [{ fn: 'max', field: 'ten', as: 'n' }] },
    { select: ['ma'], orderBy: [{ field: 'ten' }] },
  ]) {
    const refused = await post('/datasets/chung/query', administrator, query);
    expect([refused.status, (await body(refused))['code']], JSON.stringify(query)).toEqual([403, 'field-masked']);
  }
});

test('[http.search] [http.dataset-item] facets beside items; without accents it finds with them', async () => {
  const found = await body<{ items: Record<string, unknown>[]; facets: Record<string, unknown> }>(
    get('/datasets?q=duong%20bo%20dak%20lak'),
  );
  expect(found.items[0]).toEqual({
    id: 'mo',
    title: 'Đường bộ Đắk Lắk',
    description: expect.any(String),
    owner: { code: 'H15.05', name: expect.any(String) },
    access: 'open',
    theme: null,
    rows: 2,
    updatedAt: expect.any(String),
    score: { overall: expect.any(Number), band: expect.any(String) },
    synthetic: false,
  });
  const { facets } = await body<{ facets: Record<string, { value: string; count: number }[]> }>(
    get('/datasets', steward),
  );
  expect(facets['access']).toEqual(
    expect.arrayContaining([
      { value: 'open', count: 1 },
      { value: 'private', count: 1 },
    ]),
  );
  expect(Object.keys(facets)).toEqual(expect.arrayContaining(['theme', 'agency', 'access']));
});

test('[http.dataset] [http.snapshots] a dataset, its contract as JSON or YAML, its quality and its snapshots', async () => {
  expect((await get('/datasets/mo/contract', { accept: 'application/yaml' })).headers.get('content-type')).toMatch(
    /yaml/,
  );
  expect(await body(get('/datasets/mo/contract', { accept: 'application/json' }))).toMatchObject({ id: 'mo' });
  expect(await body(get('/datasets/mo/quality'))).toMatchObject({ score: { overall: expect.any(Number) } });
  await platform.load('mo', 'ma,so\nA,1\nB,3\nC,4\n', { headers: steward });
  const { items } = await body<{ items: Record<string, unknown>[] }>(get('/datasets/mo/snapshots'));
  expect(items).toMatchObject([
    { rows: 3, added: 1, changed: 1, removed: 0, current: true, loads: [expect.any(String)] },
    { rows: 2, added: 2, changed: 0, removed: 0, current: false },
  ]);
  for (const path of ['/records?asOf=x', '/download.csv?asOf=x']) {
    expect((await get(`/datasets/mo${path}`)).status).toBe(404);
  }
});

test('[http.send] a form, a raw body; 202 with Location; 400 without a file or with an unknown mode', async () => {
  const form = new FormData();
  form.set('file', new Blob(['ma,so\nA,1\nB,3\nC,4\n']), 'a.csv');
  const sent = await platform.call('/api/v1/datasets/mo/loads', { method: 'POST', headers: steward, body: form });
  const { id } = await body(sent);
  expect([sent.status, sent.headers.get('location')]).toEqual([202, `/api/v1/loads/${String(id)}`]);
  const raw = (query: string, content = 'ma,so\nA,1\n') =>
    platform.call(`/api/v1/datasets/mo/loads${query}`, { method: 'POST', headers: steward, body: content });
  expect((await raw('?name=a.csv&mode=xyz')).status).toBe(400);
  expect((await platform.call('/api/v1/datasets/mo/loads', { method: 'POST', headers: steward })).status).toBe(400);
  const empty = new FormData();
  expect(
    (await platform.call('/api/v1/datasets/mo/loads', { method: 'POST', headers: steward, body: empty })).status,
  ).toBe(400);
  expect((await platform.call('/api/v1/datasets/mo/loads?name=a.csv', { method: 'POST', body: 'a' })).status).toBe(401);
  expect((await get('/datasets/mo/download.exe')).status).toBe(400);
});

test('[http.unchanged] the same file again is published, unchanged, with the result and the current snapshot', async () => {
  const first = await platform.load('mo', 'ma,so\nZ,1\nY,2\n', { headers: steward });
  const again = await platform.load('mo', 'ma,so\nZ,1\nY,2\n', { headers: steward });
  expect(again).toMatchObject({
    state: 'published',
    unchanged: true,
    snapshot: first.snapshot,
    result: { accepted: 2 },
  });
  const other = await platform.load('mo', 'ma,so\nZ,1\nY,2\n', { headers: steward, query: '&mode=upsert' });
  expect(other.unchanged).toBe(false);
});

test('[check.upsert-append] a key that stands is taken by an upsert and is the first row in an append', async () => {
  await platform.load('mo', 'ma,so\nA,1\nB,2\n', { headers: steward });
  const append = await platform.load('mo', 'ma,so\nA,1\nB,3\nC,4\n', { headers: steward, query: '&mode=append' });
  expect(append.result).toMatchObject({ accepted: 1, rejected: 1, duplicate: 1 });
  const upsert = await platform.load('mo', 'ma,so\nA,1\nB,3\n', { headers: steward, query: '&mode=upsert' });
  expect(upsert.result).toMatchObject({ accepted: 2, rejected: 0, duplicate: 0 });
});

test('[http.tables] of several tables those that fit are loaded, the others named', async () => {
  const archive = await makeZip({ 'mot.csv': 'ma,so\nP,1\n', 'hai.csv': 'ma,so\nQ,2\n', 'la.csv': 'khác,lạ\n1,2\n' });
  const load = await platform.load('mo', new Uint8Array(archive), { headers: steward, name: 'a.zip' });
  expect(load.result).toMatchObject({ received: 2, accepted: 2 });
  expect(JSON.stringify(load.result?.warnings)).toContain('la.csv');
});

test('[http.load] [http.events] [http.queue] loads queue, and are followed as events to their end', async () => {
  const rows = (from: number) =>
    `ma,so\n${Array.from({ length: 20_000 }, (_, index) => `M${from}-${index},${index}\n`).join('')}`;
  const send = async (from: number) =>
    body<{ id: string }>(
      platform.call('/api/v1/datasets/mo/loads?name=a.csv&mode=append', {
        method: 'POST',
        headers: steward,
        body: rows(from),
      }),
    );
  const sent = [await send(1), await send(2), await send(3)];
  const events = await get(`/loads/${sent[2]?.id}/events`, steward);
  expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const data = [...(await events.text()).matchAll(/^data: (.*)$/gm)].map(
    ([, line = '']) => JSON.parse(line) as { state: string },
  );
  expect(data.at(-1)).toMatchObject({ state: 'published', unchanged: false, error: null });
  for (const { id } of sent) expect(await body(get(`/loads/${id}`, steward))).toMatchObject({ state: 'published' });
  const { items } = await body<{ items: { loads: string[] }[] }>(get('/datasets/mo/snapshots'));
  expect(items.slice(0, 3).flatMap(({ loads }) => loads)).toEqual(sent.map(({ id }) => id).toReversed());
});

test('[http.decision] [http.cancel] a held load is decided on with a note; one at rest is 409', async () => {
  await put({ id: 'giu', fields: [code, count], facts: { 'daklake.holdBelow': 0.9 } });
  const bad = 'ma,so\nA,1\nB,x\n';
  const held = await platform.load('giu', bad, { headers: steward });
  expect(held.state).toBe('held');
  expect((await post(`/loads/${held.id}/decision`, officer, { publish: true })).status).not.toBe(200);
  expect((await post(`/loads/${held.id}/decision`, steward, { publish: true, note: 'Đã kiểm tra' })).status).toBe(200);
  const published = await untilRest(held.id);
  expect(published['state']).toBe('published');
  expect((await post(`/loads/${held.id}/decision`, steward, { publish: true })).status).toBe(409);
  expect((await post(`/loads/${held.id}/cancel`, steward, {})).status).toBe(409);
  const second = await platform.load('giu', `${bad}C,y\n`, { headers: steward });
  await post(`/loads/${second.id}/decision`, steward, { publish: false });
  expect((await untilRest(second.id))['state']).toBe('cancelled');
});

async function untilRest(id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const load = await body(get(`/loads/${id}`, steward));
    if (!['received', 'reading', 'checking', 'publishing', 'held'].includes(String(load['state']))) return load;
    await sleep(20);
  }
}

test('[http.findings] findings are paged and narrowed; the ledger is csv', async () => {
  const load = await platform.load('giu', 'ma,so\nA,x\nB,y\n,1\nC,2\n', { headers: steward });
  const page = await body<{ items: { rule: string }[]; total: number }>(
    get(`/loads/${load.id}/findings?rule=so.type&limit=1&offset=1`, steward),
  );
  expect(page).toMatchObject({ total: 2, items: [{ rule: 'so.type', row: 3, value: 'y' }] });
  expect(await body(get(`/loads/${load.id}/findings?field=ma`, steward))).toMatchObject({ total: 1 });
  const rejects = Buffer.from(await (await get(`/loads/${load.id}/rejects.csv`, steward)).arrayBuffer());
  expect(rejects.toString().split('\n')[0]).toBe('\uFEFF_table,_row,_kind,_reasons,ma,so');
});

describe('a file that cannot be loaded says which and why', () => {
  test('[load.columns-missing] a required column is missing; an optional or extra one is only a warning', async () => {
    const failed = await platform.load('mo', 'so,khac\n1,2\n', { headers: steward });
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
    const warned = await platform.load('mo', 'ma,la\nW,2\n', { headers: steward });
    expect(warned.state).toBe('published');
    expect(warned.result?.warnings.length).toBe(2);
  });

  test('[load.table-not-found] no such sheet', async () => {
    const archive = await makeZip({ 'mot.csv': 'ma,so\nP,1\n' });
    const load = await platform.load('mo', new Uint8Array(archive), {
      headers: steward,
      name: 'a.zip',
      query: '&sheet=x',
    });
    expect(load).toMatchObject({ state: 'failed', error: { code: 'table-not-found' } });
  });
});

test('[http.long-numbers] BIGINT and long DECIMAL columns travel as texts', async () => {
  await put({
    id: 'lon',
    fields: [
      { ...code, primaryKeyPosition: 1 },
      { name: 'big', logicalType: 'integer', physicalType: 'BIGINT' },
      { name: 'dai', logicalType: 'number', physicalType: 'DECIMAL(20,2)' },
      { name: 'ngan', logicalType: 'number', physicalType: 'DECIMAL(10,2)' },
    ],
  });
  await platform.load('lon', 'ma,big,dai,ngan\nA,9223372036854775807,123456789012345678.12,1.50\n', {
    headers: steward,
  });
  const row = { ma: 'A', big: '9223372036854775807', dai: '123456789012345678.12', ngan: 1.5 };
  expect(await body(get('/datasets/lon/records'))).toEqual([row]);
  expect(await body(post('/datasets/lon/query', {}, { select: ['ma', 'big', 'dai', 'ngan'] }))).toMatchObject({
    items: [row],
  });
  expect(await body(get('/datasets/lon/download.json'))).toEqual([row]);
});
