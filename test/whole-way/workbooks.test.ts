import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoadView } from '../../src/api/loads.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { workbookFaults } from '../support/workbook-faults.ts';
import { unzip, zipOf } from '../support/zip.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let load: LoadView;

const rows = `Mã,Họ và tên,Mã xã,Ngày,Số tiền
A1,Nguyễn Văn An,24133,2026-05-05,10
A2,Tên Bí Mật 77,24 133,2026-05-05,20
A3,Trần Thị Bé,24133,hôm nay,30
`;
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  await put('thu-nghiem', 'shared');
  await put('rieng', 'private');
  load = await platform.load('thu-nghiem', rows, { headers: steward });
});
afterAll(async () => {
  await platform.close();
});

async function put(id: string, access: string): Promise<void> {
  const contract = (await readText('test/whole-way/communes.odcs.yaml'))
    .replace('id: thu-nghiem', `id: ${id}`)
    .replace('value: shared', `value: ${access}`)
    .replace('daklake.theme', 'daklake.holdBelow, value: 0 }\n  - { property: daklake.theme');
  const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: contract,
  });
  expect(answer.status, await answer.text()).toBe(201);
}

const rejects = (headers: Record<string, string> = {}, id = load.id) =>
  platform.call(`/api/v1/loads/${id}/rejects.xlsx`, { headers });
const template = (id: string, headers: Record<string, string> = {}, query = '') =>
  platform.call(`/api/v1/datasets/${id}/template.xlsx${query}`, { headers });

async function partsOf(answer: Response) {
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(await workbookFaults(bytes)).toEqual([]);
  return new Map([...(await unzip(bytes))].map(([path, content]) => [path, content.toString('utf8')]));
}

test('[http.rejects] rejects as a workbook are for whoever sees the load', async () => {
  expect((await rejects()).status).toBe(404);
  expect((await rejects(await platform.as('citizen'))).status).toBe(404);
  expect((await rejects(steward, 'nothing')).status).toBe(404);
  const answer = await rejects(steward);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(mediaType);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="thu-nghiem-rejects.xlsx"');
  const parts = await partsOf(answer);
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('Tên Bí Mật 77');
  expect(parts.get('xl/comments1.xml')).toContain('Gợi ý: «24133»');
});

test('[who.raw] whoever sees masks sees them in the cells, and in no note what is behind them', async () => {
  const parts = await partsOf(await rejects(await platform.as('administrator')));
  const all = [...parts.values()].join('\n');
  expect(all).not.toContain('Bí Mật');
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('T.B.M.');
  expect(all).toContain('24 133');
});

test('the rows that are mended in the workbook come in', async () => {
  const parts = await partsOf(await rejects(steward));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  parts.set('xl/worksheets/sheet1.xml', sheet.replace('>24 133<', '>24133<').replace('>hôm nay<', '>05/05/2026<'));
  const sent = await platform.call(`/api/v1/loads/${load.id}/corrections?name=sua.xlsx`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(await zipOf(parts)),
  });
  expect(sent.status, await sent.clone().text()).toBe(202);
  const { id } = (await sent.json()) as { id: string };
  await expect
    .poll(async () => LoadView.parse(await (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json()))
    .toMatchObject({ state: 'published', corrects: load.id, result: { received: 2, accepted: 2, warnings: [] } });
});

test('the form of a dataset is for whoever sees its contract', async () => {
  expect((await template('khong-co')).status).toBe(404);
  expect((await template('rieng')).status).toBe(404);
  expect((await template('rieng', await platform.as('steward', { agency: 'H15.06' }))).status).toBe(403);
  expect((await template('thu-nghiem', {}, '?lang=fr')).status).toBe(400);
  const answer = await template('thu-nghiem');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(mediaType);
  const parts = await partsOf(answer);
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<t>Họ và tên</t>');
  expect((await partsOf(await template('thu-nghiem', {}, '?lang=en'))).get('xl/worksheets/sheet1.xml')).toContain(
    '<t>Full name</t>',
  );
  const etag = answer.headers.get('etag') ?? '';
  expect((await template('thu-nghiem', { 'if-none-match': etag })).status).toBe(304);
});

test('a form that was filled in is loaded, its other sheets are not', async () => {
  const parts = await partsOf(await template('thu-nghiem'));
  const texts = ['B1', 'Hồ Thị Dung', '24133'].map(
    (text, column) => `<c r="${'ABC'[column]}2" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  const row = `<row r="2">${texts.join('')}<c r="D2" s="17"><v>46147</v></c><c r="E2"><v>12.5</v></c></row>`;
  const path = 'xl/worksheets/sheet1.xml';
  parts.set(path, (parts.get(path) ?? '').replace('</sheetData>', `${row}</sheetData>`));
  const filled = await platform.load('thu-nghiem', await zipOf(parts), { headers: steward, name: 'bieu-mau.xlsx' });
  expect(filled).toMatchObject({ state: 'published', result: { received: 1, accepted: 1, warnings: [] } });
  const records = await platform.call('/api/v1/datasets/thu-nghiem/records', { headers: steward });
  expect(await records.json()).toEqual([
    { ma: 'B1', ten: 'Hồ Thị Dung', ma_xa: '24133', ngay: '2026-05-05', so_tien: 12.5 },
  ]);
});

test('nothing of this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
