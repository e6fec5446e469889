import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import { ContractProposal, ContractProposals } from '#api/proposals.ts';

// Each proposal is a process of its own.
vi.setConfig({ testTimeout: 60_000 });

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform.close());

const households = [
  'Mã xã;Họ và tên chủ hộ;Số định danh;Điện thoại;Số nhân khẩu;Ngày công nhận',
  ...Array.from(
    { length: 40 },
    (_, row) =>
      `${row % 2 === 0 ? '24133' : '22015'};Nguyễn Văn ${'ABCDE'[row % 5]};0663000000${String(row).padStart(2, '0')};09123456${String(row).padStart(2, '0')};${(row % 6) + 1};${(row % 27) + 1}/5/2026`,
  ),
].join('\r\n');

async function propose(content: string | FormData, query: string, headers: Record<string, string>) {
  const response = await platform.call(`/api/v1/proposals${query}`, { method: 'POST', body: content, headers });
  return { status: response.status, body: (await response.json()) as unknown };
}

test('a visitor is to sign in, and who may put no contract is told so', async () => {
  expect(await propose(households, '?name=a.csv', {})).toMatchObject({ status: 401 });
  const officer = await platform.as('officer', { agency: 'H15.139', unit: '24133' });
  expect(await propose(households, '?name=a.csv', officer)).toMatchObject({
    status: 403,
    body: { code: 'right-missing' },
  });
});

test('what cannot be read, and an owner that is none, is said before anything else', async () => {
  const steward = await platform.as('steward', { agency: 'H15.05' });
  expect(await propose('', '?name=a.csv', steward)).toMatchObject({ body: { code: 'file-empty' } });
  expect(await propose('a,b\n1,2\n', '?name=a.csv&sheet=S', steward)).toMatchObject({
    body: { code: 'table-not-found' },
  });
  expect(await propose('a,b\n1,2\n', '?name=a.csv&owner=ai%20do', steward)).toMatchObject({
    status: 400,
    body: { code: 'owner-invalid' },
  });
  expect(await platform.call('/api/v1/proposals', { method: 'POST', headers: steward })).toMatchObject({ status: 400 });
});

test('a file comes back as a contract that takes it, with its rows, and nothing of it is kept', async () => {
  const steward = await platform.as('steward', { agency: 'H15.05' });
  const form = new FormData();
  form.append('file', new Blob([households]), 'ho-ngheo.csv');
  const { status, body } = await propose(form, '', steward);
  expect(status).toBe(200);
  const proposal = ContractProposal.parse(body);
  expect(proposal.table).toMatchObject({ sheet: null, rowCount: 40 });
  expect(proposal.check).toMatchObject({ received: 40, accepted: 40 });
  expect(proposal.rows).toHaveLength(40);
  expect(proposal.key).toEqual({ fields: ['so_dinh_danh'], share: 1 });
  expect(Object.fromEntries(proposal.columns.map(({ name, type, personal }) => [name, `${type} ${personal}`]))).toEqual(
    {
      ma_xa: 'string none',
      ho_va_ten_chu_ho: 'string basic',
      so_dinh_danh: 'string basic',
      dien_thoai: 'string basic',
      so_nhan_khau: 'integer none',
      ngay_cong_nhan: 'date none',
    },
  );
  expect(proposal.columns[0]).toMatchObject({ elementRef: 'dc:DV-001', codeList: 'commune', agree: { codeList: 1 } });
  // Personal values stand in the rows, which only the sender gets, and not in the contract.
  expect(proposal.contract).not.toContain('Nguyễn');
  expect(proposal.contract).not.toContain('066300000001');
  expect(await readdir(join(platform.dataFolder, 'staging'))).toEqual([]);

  const put = await platform.call('/api/v1/datasets/ho-ngheo/contract', {
    method: 'PUT',
    body: proposal.contract,
    headers: { ...steward, 'content-type': 'application/yaml' },
  });
  expect(put.status).toBe(201);
  const load = await platform.load('ho-ngheo', households, { headers: steward, name: 'ho-ngheo.csv' });
  expect(load).toMatchObject({ state: 'published', result: { received: 40, accepted: 40 } });
});

test('of a file of many tables each becomes a contract, with what refers to what', async () => {
  const steward = await platform.as('steward', { agency: 'H15.05' });
  const dump = [
    '-- PostgreSQL database dump',
    'CREATE TABLE public.xa (ma character varying(5), ten text);',
    "INSERT INTO public.xa VALUES ('24133', 'Buôn Ma Thuột'), ('22015', 'Tuy Hòa'), ('24169', 'Ea Kao');",
    'CREATE TABLE public.ho (so_ho character varying(8), ma_xa character varying(5), nguoi integer);',
    `INSERT INTO public.ho VALUES ${Array.from({ length: 30 }, (_, row) => `('H${1000 + row}', '${['24133', '22015'][row % 2]}', ${(row % 5) + 1})`).join(', ')};`,
    'CREATE TABLE public.trong (a integer);',
    '-- PostgreSQL database dump complete',
  ].join('\n');
  const { status, body } = await propose(dump, '?name=kho.sql&all=true', steward);
  expect(status).toBe(200);
  const { proposals } = ContractProposals.parse(body);
  expect(proposals.map(({ table, key }) => [table.sheet, key?.fields])).toEqual([
    ['xa', ['ma']],
    ['ho', ['so_ho']],
  ]);
  expect(proposals[1]?.contract).toContain(`to: schema/${proposals[0]?.dataset.id}/properties/ma\n`);
});

test('an upload that breaks off leaves nothing behind', async () => {
  const steward = await platform.as('steward', { agency: 'H15.05' });
  const controller = new AbortController();
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode('a;b\n1;2\n'));
      setTimeout(() => controller.abort(), 50);
    },
  });
  const sent = platform.call('/api/v1/proposals?name=a.csv', {
    method: 'POST',
    body,
    headers: { ...steward, 'content-type': 'text/csv' },
    signal: controller.signal,
    duplex: 'half',
  } as RequestInit);
  await expect(sent).rejects.toThrow('aborted');
  await expect.poll(() => readdir(join(platform.dataFolder, 'staging'))).toEqual([]);
  expect(platform.errors).toEqual([]);
});
