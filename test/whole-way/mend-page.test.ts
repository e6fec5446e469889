import { afterAll, beforeAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';
import { LoadView } from '../../src/api/loads.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let cookie: string;
let load: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', 'id: hai-bieu');
  await platform.call('/api/v1/datasets/hai-bieu/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: contract,
  });
  const user = await platform.createUser({ email: 'a@b.vn', name: 'A', role: 'steward', agency: 'H15.05' });
  const session = await platform.call('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: platform.address },
    body: JSON.stringify(user),
  });
  cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  load = (await platform.load('hai-bieu', await twoTables(), { headers: steward, name: 'bieu.zip' })).id;
});
afterAll(() => platform.close());

function post(body: URLSearchParams): Promise<Response> {
  const headers = { cookie, origin: platform.address, 'accept-language': 'vi' };
  return platform.call(`/console/loads/${load}/mend`, { method: 'POST', headers, body, redirect: 'manual' });
}

async function openRows(): Promise<number | undefined> {
  const view = await platform.call(`/api/v1/loads/${load}`, { headers: steward });
  return LoadView.parse(await view.json()).mending?.open;
}

/** Two tables that call their columns otherwise, each with a faulty row. */
async function twoTables(): Promise<Uint8Array> {
  const zip = new ZipFile();
  const good = (from: number) =>
    Array.from({ length: 20 }, (_, row) => `K${from + row},An,24133,2026-05-05,1\n`).join('');
  zip.addBuffer(Buffer.from(`Mã,Họ và tên,Mã xã,Ngày,Số tiền\n${good(0)}A1,,24133,2026-05-05,1\n`), 'mot.csv');
  zip.addBuffer(Buffer.from(`ma,ten,ma_xa,ngay,so_tien\n${good(50)}A2,Bình,24118,2026-05-05,2\n`), 'hai.csv');
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream));
}

test('a row that was never left out is refused in words, and nothing is sent', async () => {
  const form = new URLSearchParams({ 'row.0': '{"table":"mot.csv","row":3,"values":{"Mã":"K1"}}', 'cell.0.0': 'B3' });
  const answer = await post(form);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('không có trong danh sách dòng lỗi');
  expect(await openRows()).toBe(2);
});

test('each row is shown with the columns of its own table, and mended under them', async () => {
  const html = await (
    await platform.call(`/console/loads/${load}/mend`, { headers: { cookie, 'accept-language': 'vi' } })
  ).text();
  const labels = [...html.matchAll(/aria-label="([^"]*), dòng (\d+)"/g)].map(([, label, row]) => `${label} ${row}`);
  expect(labels.toSorted()).toEqual(
    ['Họ và tên', 'Mã', 'Mã xã', 'Ngày', 'Số tiền'].flatMap((label) => [`${label} 22`, `${label} 22`]).toSorted(),
  );

  const rows = [
    { table: 'mot.csv', row: 22, values: { Mã: 'A1', 'Họ và tên': null } },
    { table: 'hai.csv', row: 22, values: { ma: 'A2', ma_xa: '24118' } },
  ];
  const form = new URLSearchParams();
  rows.forEach((row, number) => form.set(`row.${number}`, JSON.stringify(row)));
  form.set('cell.0.0', 'A1');
  form.set('cell.0.1', 'An');
  form.set('cell.1.1', '24121');
  const sent = await post(form);
  expect(sent.status, await sent.text()).toBe(303);
  await expect.poll(openRows, { interval: 50 }).toBe(0);
  const open = await platform.call(`/api/v1/loads/${load}/rejects?open=true`, { headers: steward });
  expect(await open.json()).toMatchObject({ items: [], total: 0 });
  const all = await platform.call(`/api/v1/loads/${load}/rejects?rule=ten.required`, { headers: steward });
  expect(await all.json()).toMatchObject({ items: [{ table: 'mot.csv', corrected: true }], total: 1 });
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
