import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
const dataset = '/api/v1/datasets/thu-nghiem';

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const put = await platform.call(`${dataset}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: await readText('test/whole-way/communes.odcs.yaml'),
  });
  if (put.status !== 201) throw new Error(await put.text());
});
afterAll(() => platform.close());

const good = [
  'Mã,Họ và tên,Mã xã,Ngày,Số tiền',
  'A1,Nguyễn Văn An,24133,05/05/2026,"1.234.567,5"',
  'A2,Trần Thị Bình,24169,2026-05-06,0',
  'A3,Lê Hoài Chi,,,',
];

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; body: any }> {
  const response = await platform.call(path, { headers });
  return { status: response.status, body: await response.json() };
}

test('a dataset without a snapshot answers with nothing, not with an error', async () => {
  expect(await get(`${dataset}/records`, steward)).toEqual({ status: 200, body: [] });
  const query = await platform.call(`${dataset}/query`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: '{}',
  });
  expect(await query.json()).toEqual({ items: [], snapshot: null, truncated: false });
});

test('a file becomes a checked, scored, versioned dataset', async () => {
  const rows = [
    ...good,
    'A4,Phạm Dũng,24151,,',
    'A1,Khác Tên,24133,05/05/2026,1',
    'A2,Trần Thị Bình,24169,06/05/2026,0',
    'A5,,24133,,5',
  ];
  const load = await platform.load('thu-nghiem', rows.join('\n'), { headers: steward, query: '' });
  expect(load.result).toMatchObject({ received: 7, accepted: 3, rejected: 3, duplicate: 1 });
  expect(load.state).toBe('held');
  expect(load.result?.findings.map(({ row, rule, suggestion }) => [row, rule, suggestion])).toEqual([
    [5, 'ma_xa.code-list', '24169'],
    [6, 'ma.key', undefined],
    [8, 'ten.required', undefined],
    [8, 'co_ngay_khi_co_tien.cel', undefined],
  ]);

  const decided = await platform.call(`/api/v1/loads/${load.id}/decision`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ publish: true, note: 'đã xem' }),
  });
  expect(decided.status).toBe(200);
  for (;;) {
    const { body } = await get(`/api/v1/loads/${load.id}`, steward);
    if (body.state === 'published') break;
    expect(body.state).toBe('publishing');
  }
  const records = await get(`${dataset}/records`, steward);
  expect(records.body).toEqual([
    { ma: 'A1', ten: 'Nguyễn Văn An', ma_xa: '24133', ngay: '2026-05-05', so_tien: 1234567.5 },
    { ma: 'A2', ten: 'Trần Thị Bình', ma_xa: '24169', ngay: '2026-05-06', so_tien: 0 },
    { ma: 'A3', ten: 'Lê Hoài Chi', ma_xa: null, ngay: null, so_tien: null },
  ]);
  const rejected = await platform.call(`/api/v1/loads/${load.id}/rejects.csv`, { headers: steward });
  const rejects = Buffer.from(await rejected.arrayBuffer()).toString();
  expect(rejects.charAt(0)).toBe('\uFEFF');
  expect(
    rejects
      .slice(1)
      .split('\n')
      .map((line) => line.replace('\r', '')),
  ).toEqual([
    '_table,_row,_kind,_reasons,Mã,Họ và tên,Mã xã,Ngày,Số tiền',
    ',5,rejected,ma_xa.code-list,A4,Phạm Dũng,24151,,',
    ',6,rejected,ma.key,A1,Khác Tên,24133,05/05/2026,1',
    ',7,duplicate,ma.key,A2,Trần Thị Bình,24169,06/05/2026,0',
    ',8,rejected,ten.required; co_ngay_khi_co_tien.cel,A5,,24133,,5',
    '',
  ]);
});

test('a new file is a new snapshot with its difference, and the old one stays to be read', async () => {
  const before = (await get(`${dataset}/snapshots`, steward)).body.items[0];
  const rows = [good[0], good[1], good[2]?.replace(',0', ',7'), 'A9,Đỗ Ê,22015,01/02/2026,"2,5"'];
  const load = await platform.load('thu-nghiem', rows.join('\r\n'), { headers: steward });
  expect(load).toMatchObject({
    state: 'published',
    unchanged: false,
    difference: { rows: 3, added: 1, changed: 1, removed: 1 },
  });
  const { body } = await get(`${dataset}/snapshots`, steward);
  expect(body.items).toHaveLength(2);
  expect(body.items[0]).toMatchObject({ id: load.snapshot, current: true, loads: [load.id] });
  const old = await get(`${dataset}/records?select=ma&asOf=${before.id}`, steward);
  expect(old.body.map((row: { ma: string }) => row.ma)).toEqual(['A1', 'A2', 'A3']);
  expect((await get(`${dataset}/records?asOf=none`, steward)).body.code).toBe('snapshot-unknown');

  const again = await platform.load('thu-nghiem', rows.join('\r\n'), { headers: steward });
  expect(again).toMatchObject({ state: 'published', unchanged: true, snapshot: load.snapshot });
  expect((await get(`${dataset}/snapshots`, steward)).body.total).toBe(2);
});

test('upsert and append add to what stands', async () => {
  const upsert = await platform.load('thu-nghiem', `${good[0]}\nA9,Đỗ Ê,22015,01/02/2026,3\nB1,Mới Thêm,24133,,`, {
    headers: steward,
    query: '&mode=upsert',
  });
  expect(upsert).toMatchObject({ state: 'published', difference: { rows: 4, added: 1, changed: 1, removed: 0 } });
  const append = await platform.load('thu-nghiem', `${good[0]}\nB1,Mới Thêm,24133,,\nB2,Thêm Nữa,24133,,`, {
    headers: steward,
    query: '&mode=append',
  });
  expect(append.result).toMatchObject({ received: 2, accepted: 1, rejected: 0, duplicate: 1 });
  // Half of the rows are accepted: less than the contract lets through by itself.
  expect(append.state).toBe('held');
});

test('who may read what', async () => {
  const anonymous = await get(`${dataset}/records`);
  expect([anonymous.status, anonymous.body.code]).toEqual([401, 'sign-in-needed']);
  expect((await get(dataset)).status).toBe(200);
  const leader = await platform.as('leader', { agency: 'H15' });
  const masked = await get(`${dataset}/records?limit=1`, leader);
  expect(masked.body[0].ten).toBe('N.V.A.');
  const filtered = await get(`${dataset}/records?ten=eq.x`, leader);
  expect([filtered.status, filtered.body.code]).toEqual([403, 'field-masked']);
  const citizen = await get(`${dataset}/records`, await platform.as('citizen'));
  expect([citizen.status, citizen.body.code]).toEqual([403, 'right-missing']);
  const sent = await platform.call(`${dataset}/loads?name=a.csv`, { method: 'POST', headers: leader, body: 'x' });
  expect(sent.status).toBe(403);
});

test('findings and rejects show masks to whoever has no right to raw values', async () => {
  const load = await platform.load('thu-nghiem', `${good[0]}\nC1,Bí Mật,99999,,\n`, { headers: steward });
  const administrator = await platform.as('administrator');
  for (const path of [
    `/api/v1/loads/${load.id}`,
    `/api/v1/loads/${load.id}/findings`,
    `/api/v1/loads/${load.id}/rejects.csv`,
  ]) {
    const text = await (await platform.call(path, { headers: administrator })).text();
    expect(text).toContain('99999');
    expect(text).not.toContain('Bí Mật');
  }
  const auditor = await (await platform.call(`/api/v1/loads/${load.id}/rejects.csv`, { headers: steward })).text();
  expect(auditor).toContain('Bí Mật');
});

test('masks hold for columns outside the contract and after the contract called a field otherwise', async () => {
  const renamed = 'thu-nghiem-doi-ten';
  const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${renamed}`);
  const put = (text: string) =>
    platform.call(`/api/v1/datasets/${renamed}/contract`, {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/yaml' },
      body: text,
    });
  expect((await put(contract)).status).toBe(201);
  const sent = 'Mã,Họ và tên,Mã xã,Ghi chú riêng\nC1,Bí Mật,99999,Điều Riêng\n';
  const load = await platform.load(renamed, sent, { headers: steward });
  expect(
    (
      await put(
        contract
          .replace('version: 1.0.0', 'version: 2.0.0')
          .replace('name: ten\n', 'name: nguoi\n')
          .replace('{ vi: Họ và tên, en: Full name }', '{ vi: Người, en: Person }'),
      )
    ).status,
  ).toBe(200);
  const auditor = await platform.as('auditor');
  for (const path of ['', '/findings', '/rejects.csv']) {
    const text = await (await platform.call(`/api/v1/loads/${load.id}${path}`, { headers: auditor })).text();
    expect(text).toContain('99999');
    expect(text).not.toContain('Bí Mật');
    expect(text).not.toContain('Điều Riêng');
  }
});

test('an upsert needs a key', async () => {
  const id = 'khong-khoa';
  const contract = (await readText('test/whole-way/communes.odcs.yaml'))
    .replace('id: thu-nghiem', `id: ${id}`)
    .replace('        primaryKey: true\n        primaryKeyPosition: 1\n', '');
  await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: contract,
  });
  const sent = await platform.call(`/api/v1/datasets/${id}/loads?name=a.csv&mode=upsert`, {
    method: 'POST',
    headers: steward,
    body: new Blob(['Mã,Họ và tên\nA,B\n']),
  });
  expect([sent.status, ((await sent.json()) as { code: string }).code]).toEqual([400, 'mode-needs-key']);
});

test('downloads come whole and in part, the same bytes for the same snapshot', async () => {
  const first = await platform.call(`${dataset}/download.csv`, { headers: steward });
  const bytes = Buffer.from(await first.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const part = await platform.call(`${dataset}/download.csv`, { headers: { ...steward, range: 'bytes=3-6' } });
  expect([part.status, await part.text()]).toEqual([206, bytes.subarray(3, 7).toString()]);
  const etag = first.headers.get('etag') ?? '';
  const same = await platform.call(`${dataset}/download.csv`, { headers: { ...steward, 'if-none-match': etag } });
  expect(same.status).toBe(304);
  const past = await platform.call(`${dataset}/download.csv`, { headers: { ...steward, range: 'bytes=999999-' } });
  expect(past.status).toBe(416);
});

test('the events of a load end with its rest, each the whole of it', async () => {
  const load = await platform.load('thu-nghiem', `${good[0]}\nE1,Đi Theo,24133,,\n`, {
    headers: steward,
    query: '&mode=upsert',
  });
  const response = await platform.call(`/api/v1/loads/${load.id}/events`, { headers: steward });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events = (await response.text()).split('\n\n').filter((event) => event.startsWith('data: '));
  expect(JSON.parse(events.at(-1)?.slice(6) ?? '')).toEqual((await get(`/api/v1/loads/${load.id}`, steward)).body);
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});

test('a field that only names its data element is checked and masked as the dictionary has it', async () => {
  const contract = (personal: string) => `apiVersion: v3.1.0
kind: DataContract
id: theo-tu-dien
version: 1.0.0
status: active
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
  - { property: daklake.holdBelow, value: 0 }
schema:
  - name: records
    properties:
      - name: so
        customProperties: [{ property: daklake.elementRef, value: 'ndg:ID-001' }${personal}]
`;
  const put = (body: string) =>
    platform.call('/api/v1/datasets/theo-tu-dien/contract', {
      method: 'PUT',
      headers: { ...steward, 'content-type': 'application/yaml' },
      body,
    });
  const refused = await put(contract(', { property: daklake.personal, value: none }'));
  expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ code: 'personal-below-element' }] }]);
  const unknown = await put(contract('').replace('ID-001', 'ID-999'));
  expect([unknown.status, await unknown.json()]).toMatchObject([422, { errors: [{ code: 'element-unknown' }] }]);
  expect((await put(contract(''))).status).toBe(201);

  const load = await platform.load('theo-tu-dien', 'so\n066300000014\n12\n', { headers: steward });
  expect(load).toMatchObject({ state: 'published', result: { received: 2, accepted: 1, rejected: 1 } });
  const anonymous = await get('/api/v1/datasets/theo-tu-dien/records');
  expect(anonymous).toEqual({ status: 200, body: [{ so: '•••0014' }] });
  const file = await platform.call('/api/v1/datasets/theo-tu-dien/download.csv');
  expect(await file.text()).not.toContain('066300000014');
});
