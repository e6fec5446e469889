import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

// Every load is checked by a process of its own.
vi.setConfig({ testTimeout: 60_000 });

let platform: TestPlatform;
let steward: Record<string, string>;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const put = await platform.call('/api/v1/datasets/trang-trai/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id: 'trang-trai',
      facts: { 'daklake.holdBelow': 0 },
      fields: [
        { name: 'tinh', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 },
        { name: 'nam', logicalType: 'integer', primaryKey: true, primaryKeyPosition: 2 },
        { name: 'so_trang_trai', logicalType: 'integer' },
        { name: 'trang_thai', logicalType: 'string' },
      ],
    }),
  });
  if (put.status !== 201) throw new Error(await put.text());
});
afterAll(() => platform.close());

const crosstab = 'Tỉnh;2015;Sơ bộ 2016\nĐắk Lắk;1510;..\nPhú Yên;88x;90x\nGia Lai;700;712\n';

test('[http.long-form] a load whose contract asks for years as rows takes a crosstab as it was sent, and says so', async () => {
  const load = await platform.load('trang-trai', crosstab, { headers: steward });
  expect(load).toMatchObject({ state: 'published', result: { received: 6, accepted: 4, rejected: 2 } });
  expect(load.result?.warnings.map(({ code }) => code)).toEqual(['crosstab-turned']);
  expect(load.result?.findings.map(({ row, field, value }) => [row, field, value])).toEqual([
    [3, 'so_trang_trai', '88x'],
    [3, 'so_trang_trai', '90x'],
  ]);
  const answer = await platform.call('/api/v1/datasets/trang-trai/records?order=tinh,nam', { headers: steward });
  expect(await answer.json()).toMatchObject([
    { tinh: 'Gia Lai', nam: 2015, so_trang_trai: 700, trang_thai: null },
    { tinh: 'Gia Lai', nam: 2016, so_trang_trai: 712, trang_thai: 'Sơ bộ' },
    { tinh: 'Đắk Lắk', nam: 2015, so_trang_trai: 1510, trang_thai: null },
    { tinh: 'Đắk Lắk', nam: 2016, so_trang_trai: null, trang_thai: '..' },
  ]);

  // Two rows of the load stand in row 3 of the file: which one is meant cannot be told.
  const mend = await platform.call(`/api/v1/loads/${load.id}/corrections`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ rows: [{ table: null, row: 3, values: { so_trang_trai: '880' } }] }),
  });
  expect(await mend.json()).toMatchObject({ code: 'correction-unplaced' });
});

test('[http.readings] a sender may refuse that, and then the columns are missing; read again as rows it is taken in', async () => {
  const load = await platform.load('trang-trai', crosstab, { headers: steward, query: '&longForm=false' });
  expect(load).toMatchObject({ state: 'failed', longForm: false, error: { code: 'columns-missing' } });
  const look = await platform.call(`/api/v1/loads/${load.id}/form?longForm=true`, { headers: steward });
  expect(await look.json()).toMatchObject({ crosstab: true, longForm: true, rowCount: 6 });
  const readAgain = (how: object) =>
    platform.call(`/api/v1/loads/${load.id}/readings`, {
      method: 'POST',
      headers: { ...steward, 'content-type': 'application/json' },
      body: JSON.stringify(how),
    });
  expect((await readAgain({ longFrom: true })).status).toBe(400);
  expect(await (await readAgain({ longForm: true })).json()).toEqual({ id: load.id });
  await expect
    .poll(async () => (await platform.call(`/api/v1/loads/${load.id}`, { headers: steward })).json())
    .toMatchObject({ state: 'published', longForm: true, encoding: null, result: { received: 6 } });
});

test('what may be asked for is yes or no', async () => {
  const answer = await platform.call('/api/v1/datasets/trang-trai/loads?longForm=maybe', {
    method: 'POST',
    headers: { ...steward, 'content-type': 'text/csv' },
    body: crosstab,
  });
  expect(answer.status).toBe(400);
});
