import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** What a steward does with versions and with a new file, and anybody with a receipt; on the whole platform. */
let platform: TestPlatform;
let browser: Browser;
let context: BrowserContext;
let steward: { readonly email: string; readonly password: string };
let headers: Record<string, string>;

const contract = `
apiVersion: v3.1.0
kind: DataContract
id: so-cau
version: 1.0.0
status: active
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: open }
  - { property: daklake.labels, value: { vi: Sổ cầu, en: Bridges } }
schema:
  - name: so_cau
    logicalType: object
    properties:
      - { name: ma, logicalType: string, primaryKey: true, required: true, customProperties: [{ property: daklake.labels, value: { vi: Mã cầu, en: Code } }] }
      - { name: ten, logicalType: string, customProperties: [{ property: daklake.labels, value: { vi: Tên cầu, en: Name } }] }
      - { name: dai, logicalType: number, customProperties: [{ property: daklake.labels, value: { vi: Dài, en: Length } }] }
`;
const filledByCommunes = `
apiVersion: v3.1.0
kind: DataContract
id: ho-giong
version: 1.0.0
status: active
customProperties:
  - { property: daklake.owner, value: H15.05 }
  - { property: daklake.access, value: shared }
  - { property: daklake.partitionBy, value: [xa] }
  - { property: daklake.unitField, value: xa }
  - { property: daklake.labels, value: { vi: Hộ trồng giống mới, en: New seed } }
schema:
  - name: ho_giong
    logicalType: object
    properties:
      - { name: xa, logicalType: string, primaryKey: true, primaryKeyPosition: 1, required: true, customProperties: [{ property: daklake.codeList, value: commune }] }
      - { name: ma, logicalType: string, primaryKey: true, primaryKeyPosition: 2, required: true }
      - { name: so, logicalType: integer }
`;
const first = 'ma,ten,dai\nC1,Cầu Sêrêpốk,120\nC2,Cầu Đà Rằng,1512\nC3,Cầu Ea Kao,24\n';
const second = 'ma,ten,dai\nC1,Cầu Sêrêpôk,125.5\nC2,Cầu Đà Rằng,1512\nC4,Cầu Krông Nô,80\n';

beforeAll(async () => {
  platform = await startTestPlatform();
  headers = await platform.as('steward', { agency: 'H15.05' });
  steward = await platform.createUser({
    email: 'dau-moi@example.vn',
    name: 'Trần Văn Nam',
    role: 'steward',
    agency: 'H15.05',
  });
  const put = await platform.call('/api/v1/datasets/so-cau/contract', {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/yaml' },
    body: contract,
  });
  if (put.status !== 201) throw new Error(await put.text());
  for (const content of [first, second]) await platform.load('so-cau', content, { headers, name: 'so-cau.csv' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await platform.close();
});
afterEach(() => context.close());

async function open(
  path: string,
  options: { readonly as?: typeof steward; readonly width?: number } = {},
): Promise<Page> {
  context = await browser.newContext({ locale: 'vi-VN', viewport: { width: options.width ?? 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const { as } = options;
  if (as === undefined) {
    await page.goto(platform.address + path);
    return page;
  }
  await page.goto(`${platform.address}/sign-in?${new URLSearchParams({ next: path })}`);
  await page.getByLabel('Thư điện tử công vụ').fill(as.email);
  await page.getByLabel('Mật khẩu').fill(as.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL((url) => url.pathname + url.search === path);
  return page;
}

test('a citizen types the code of a receipt, and holds a file against it without sending it', async () => {
  const { items } = (await (await platform.call('/api/v1/datasets/so-cau/loads', { headers })).json()) as {
    items: readonly { readonly receipt: string }[];
  };
  const receipt = items[0]?.receipt ?? '';
  const page = await open('/receipts', { width: 360 });
  const asked: string[] = [];
  await page.getByLabel('Mã trên phiếu').fill(receipt.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Kiểm tra' }).click();
  await page.getByRole('heading', { name: 'Phiếu này do cổng dữ liệu cấp' }).waitFor();
  const text = await page.locator('main').innerText();
  expect(text).toContain(createHash('sha256').update(second).digest('hex'));
  expect(text).toContain('Sở Khoa học và Công nghệ');
  expect(text).not.toContain('Trần');
  page.on('request', (request) => asked.push(request.url()));
  const choose = page.getByLabel('Chọn tệp để so');
  await choose.setInputFiles({ name: 'dung.csv', mimeType: 'text/csv', buffer: Buffer.from(second) });
  await page.getByText('dung.csv đúng là tệp đã nhận').waitFor();
  await choose.setInputFiles({
    name: 'sua.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(second.replace('80', '81')),
  });
  await page.getByText('sua.csv không phải tệp đã nhận: mã SHA-256 khác').waitFor();
  await choose.setInputFiles({ name: 'khac.csv', mimeType: 'text/csv', buffer: Buffer.from(first + first) });
  await page.getByText('khac.csv không phải tệp đã nhận: dung lượng').waitFor();
  expect(asked).toEqual([]);
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('a receipt is printed on one sheet', async () => {
  const { items } = (await (await platform.call('/api/v1/datasets/so-cau/loads', { headers })).json()) as {
    items: readonly { readonly id: string; readonly receipt: string }[];
  };
  const load = items[0];
  const page = await open(`/console/loads/${load?.id}/receipt`, { as: steward });
  await page.getByRole('img', { name: `/receipts/${load?.receipt}` }).waitFor();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('header.console-header').isVisible()).toBe(false);
});

test('what two versions differ in is seen cell by cell, and the earlier one is brought back', async () => {
  const page = await open('/datasets/so-cau', { as: steward });
  await page.getByRole('link', { name: /^Xem chỗ khác bản trước/ }).click();
  await page.getByRole('heading', { name: 'So sánh hai phiên bản' }).waitFor();
  const row = page.getByRole('row', { name: /C1/ });
  expect(await row.locator('del').allInnerTexts()).toEqual(['Cầu Sêrêpốk', '120,0']);
  expect(await row.locator('ins').allInnerTexts()).toEqual(['Cầu Sêrêpôk', '125,5']);
  await page.getByLabel('Loại khác biệt').selectOption({ label: 'dòng bớt' });
  await page.getByRole('button', { name: 'So sánh' }).click();
  await page.getByText('1 – 1 trong 1').waitFor();
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual([expect.stringContaining('Cầu Ea Kao')]);
  expect(await findAccessibilityFaults(page)).toEqual([]);

  await page.getByRole('link', { name: 'Sổ cầu' }).click();
  await page.getByRole('link', { name: /^Khôi phục bản này/ }).click();
  await page.getByText('(3 dòng) sẽ thành phiên bản hiện hành mới').waitFor();
  await page.getByLabel('Lý do').fill('Bản sau nạp nhầm.');
  await page.getByRole('button', { name: 'Khôi phục phiên bản này' }).click();
  await page.waitForURL(/\/datasets\/so-cau/);
  await page.getByText('Lý do: Bản sau nạp nhầm.').waitFor();
  const rows = (await (await platform.call('/api/v1/datasets/so-cau/records?select=ma')).json()) as unknown;
  expect(rows).toEqual([{ ma: 'C1' }, { ma: 'C2' }, { ma: 'C3' }]);
});

test('a file without a dataset becomes one: proposed, corrected, published, loaded', async () => {
  const page = await open('/console', { as: steward });
  await page.getByRole('link', { name: 'Bộ dữ liệu mới từ một tệp' }).click();
  const lines = Array.from({ length: 40 }, (_, at) => `0${at + 100},Trạm ${at + 1},${(at * 7) % 90},bỏ đi`);
  const buffer = Buffer.from(['Mã trạm,Tên trạm,Lượng mưa,Ghi chú', ...lines].join('\n'));
  await page.getByLabel('Tệp dữ liệu').setInputFiles({ name: 'tram-mua.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Đề xuất từ tệp này' }).click();
  await page.getByRole('heading', { name: 'Tìm thấy một bảng 40 dòng, 4 cột' }).waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);

  await page.getByLabel('Tên tiếng Việt').fill('Trạm đo mưa');
  await page.getByLabel('Mã bộ dữ liệu').fill('so-cau');
  const column = (name: string) => page.locator('.column-editor', { hasText: name });
  await column('Tên trạm').locator('summary').click();
  await column('Tên trạm').getByLabel('Nhãn', { exact: true }).fill('Trạm');
  await column('Ghi chú').locator('summary').click();
  await column('Ghi chú').getByLabel('Giữ cột này').uncheck();
  await page.getByRole('button', { name: /^Công bố và nạp/ }).click();
  await page.getByRole('heading', { name: 'Mã bộ dữ liệu này đã được dùng' }).waitFor();

  await page.getByLabel('Mã bộ dữ liệu').fill('Tram Mua');
  await page.getByRole('button', { name: 'Xem quy định cấu trúc (YAML)' }).click();
  await page.getByRole('heading', { name: /^Còn \d+ chỗ phải sửa/ }).waitFor();
  await page.getByLabel('Mã bộ dữ liệu').fill('tram-mua');
  await page.getByRole('button', { name: /^Công bố và nạp/ }).click();
  await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: 'Đã công bố 40 dòng' }).waitFor();
  const records = await platform.call('/api/v1/datasets/tram-mua/records?limit=1', { headers });
  expect(await records.json()).toEqual([{ ma_tram: '0100', ten_tram: 'Trạm 1', luong_mua: 0 }]);
  const { name } = (await (await platform.call('/api/v1/datasets/tram-mua/contract', { headers })).json()) as {
    name: string;
  };
  expect(name).toBe('Trạm đo mưa');
});

test('an auditor, who fills nothing, reads the loads of all by the titles of their datasets', async () => {
  const auditor = await platform.createUser({
    email: 'kiem-toan@example.vn',
    name: 'Kiểm toán',
    role: 'auditor',
    agency: 'H15.13',
  });
  const page = await open('/console', { as: auditor });
  const rows = page.getByRole('row').filter({ hasText: 'so-cau.csv' });
  await rows.first().waitFor();
  expect(await rows.filter({ hasText: 'Sổ cầu' }).count()).toBeGreaterThan(0);
});

test('an officer sees where his commune stands, the steward who is missing', async () => {
  const put = await platform.call('/api/v1/datasets/ho-giong/contract', {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/yaml' },
    body: filledByCommunes,
  });
  expect(put.status).toBe(201);
  const other = await platform.as('officer', { agency: 'H15.101', unit: '24133' });
  await platform.load('ho-giong', 'xa,ma,so\n24133,A1,5\n', { headers: other });
  const officer = await platform.createUser({
    email: 'can-bo@example.vn',
    name: 'Cán bộ',
    role: 'officer',
    agency: 'H15.139',
    unit: '24169',
  });
  const own = await open('/console', { as: officer });
  await own.getByText('Phường Ea Kao:').waitFor();
  const task = own.locator('.desk-task', { hasText: 'Hộ trồng giống mới' });
  expect(await task.innerText()).toMatch(/chưa nộp[\s\S]*1 trong 102 xã, phường đã nộp/);
  await context.close();

  const page = await open('/console/datasets/ho-giong/deliveries', { as: steward, width: 360 });
  await page.getByLabel('Trạng thái').selectOption({ label: 'Chưa nộp' });
  await page.getByLabel('Tìm xã, phường').fill('ea kao');
  await page.getByRole('button', { name: 'Lọc' }).click();
  await page.getByText('1 xã, phường', { exact: true }).waitFor();
  expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/Phường Ea Kao[\s\S]*chưa nộp/),
  ]);
  expect(await findAccessibilityFaults(page)).toEqual([]);
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
