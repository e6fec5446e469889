import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeLegacy } from '#platform/text/testing/encode-legacy.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** What somebody sees who has a file read in another way: its letters, its crosstabs. Kept for whoever wants to look. */
const pictures = resolve('build/journeys');

let platform: TestPlatform;
let browser: Browser;
let user: { readonly email: string; readonly password: string };
let steward: Record<string, string>;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  platform = await startTestPlatform();
  browser = await launchBrowser();
  steward = await platform.as('steward', { agency: 'H15.05' });
  user = await platform.createUser({
    email: 'cach-doc@example.vn',
    name: 'Đầu mối dữ liệu',
    role: 'steward',
    agency: 'H15.05',
  });
});
afterAll(async () => {
  await browser.close();
  await platform.close();
});

const crosstab = 'Tỉnh;2015;Sơ bộ 2016\nĐắk Lắk;1510;..\nPhú Yên;880;905\nGia Lai;700;712\n';

async function register(id: string, names: readonly string[]): Promise<void> {
  const answer = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id,
      facts: { 'daklake.loadMode': 'replace', 'daklake.labels': { vi: 'Trang trại', en: 'Farms' } },
      fields: names.map((name) => ({ name, logicalType: 'string' })),
    }),
  });
  expect(answer.status, await answer.text()).toBe(201);
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${platform.address}${path}`);
  await page.fill('input[name=email]', user.email);
  await page.fill('input[name=password]', user.password);
  await page.click('main button');
  await page.waitForURL(`**${path}`);
  return page;
}

const look = (page: Page, name: string) =>
  page.screenshot({ path: join(pictures, `reading-${name}.png`), fullPage: true });

async function published(page: Page): Promise<object[]> {
  const id = /loads\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const load = async () =>
    (await (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json()) as { state: string };
  await expect.poll(async () => (await load()).state, { timeout: 30_000 }).toBe('published');
  const { dataset } = (await load()) as { state: string; dataset?: string };
  return (await (await platform.call(`/api/v1/datasets/${dataset}/records`, { headers: steward })).json()) as object[];
}

test.each([true, false])(
  'a crosstab that was kept as it is shows its long form, and is read again as rows (script: %s)',
  async (script) => {
    const dataset = `trang-trai-${script ? 'co' : 'khong'}-script`;
    await register(dataset, ['tinh', 'nam', 'gia_tri', 'trang_thai']);
    const page = await open(`/console/loads/new?dataset=${dataset}`, { javaScriptEnabled: script });
    if (script) await page.waitForLoadState('networkidle');
    await page.getByText('Chọn cách đọc tệp').click();
    await page.getByLabel('Bảng có năm, tháng hoặc địa phương làm cột').selectOption('Giữ bảng ngang như trong tệp');
    const buffer = Buffer.from(crosstab);
    await page.getByLabel('Tệp dữ liệu').setInputFiles({ name: 'trang-trai.csv', mimeType: 'text/csv', buffer });
    await page.getByRole('button', { name: 'Gửi tệp' }).click();
    await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}/);
    await page.getByText('Các bảng ngang của tệp được giữ như trong tệp, như đã chọn.').waitFor();
    await page.getByRole('link', { name: 'Xem thử dạng dài của tệp này' }).click();
    const preview = page.getByRole('table', { name: /^Dạng dài của tệp này/ });
    await preview.waitFor();
    expect(await preview.getByRole('columnheader').allInnerTexts()).toEqual(['Tỉnh', 'Năm', 'Giá trị', 'Trạng thái']);
    expect(await preview.getByRole('row').nth(2).getByRole('cell').allInnerTexts()).toEqual([
      'Đắk Lắk',
      '2016',
      '–',
      '..',
    ]);
    expect(script ? await findAccessibilityFaults(page) : []).toEqual([]);
    await look(page, `load-${script ? 'script' : 'plain'}`);
    await page.getByRole('button', { name: 'Đọc lại theo cách này' }).click();
    await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}$/);
    expect(await published(page)).toHaveLength(6);
    await page.context().close();
  },
);

test('a crosstab whose contract calls things otherwise is mapped in its long form', async () => {
  await register('trang-trai-ghep', ['dia_ban', 'ky_so_lieu', 'so_luong']);
  const load = await platform.load('trang-trai-ghep', crosstab, { headers: steward, name: 'trang-trai.csv' });
  expect(load).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
  const page = await open(`/console/loads/${load.id}/mapping`, { javaScriptEnabled: false });
  await page.getByText('Bảng này lấy năm, tháng hoặc địa phương làm cột.').waitFor();
  await page.getByRole('link', { name: 'Đọc theo dạng dài' }).click();
  await page.getByText('đang hiện theo dạng dài').waitFor();
  const choice = (letter: string) => page.getByLabel(new RegExp(`^Cột ${letter} `));
  await choice('A').selectOption('dia_ban');
  await choice('B').selectOption('ky_so_lieu');
  await choice('C').selectOption('so_luong');
  await choice('D').selectOption('');
  await look(page, 'mapping-long');
  await page.getByRole('button', { name: 'Lưu và đọc lại tệp' }).click();
  await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}$/);
  const rows = await published(page);
  expect(rows).toHaveLength(6);
  expect(rows[0]).toMatchObject({ dia_ban: 'Đắk Lắk', ky_so_lieu: '2015', so_luong: '1510' });
  await page.context().close();
});

test('a new dataset shows how its file was read, and takes its letters and its crosstab otherwise', async () => {
  const page = await open('/console/datasets/new');
  const text = [
    'Tỉnh;2015;2016;2017',
    ...['Đắk Lắk', 'Phú Yên', 'Quảng Ngãi', 'Bình Định', 'Khánh Hòa'].map(
      (name, at) => `${name};${at + 100};${at + 200};${at + 300}`,
    ),
  ].join('\n');
  const buffer = Buffer.from(encodeLegacy('VNI', text), 'latin1');
  await page.getByLabel('Tệp dữ liệu').setInputFiles({ name: 'trang-trai-vni.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Đề xuất từ tệp này' }).click();
  await page.getByText('Bảng mã của chữ: VNI.').waitFor();
  await page.getByText('Căn cứ: mỗi bảng mã cho bao nhiêu từ đúng chính tả').click();
  await page.getByRole('row', { name: /^VNI/ }).waitFor();
  await page.getByText('Bảng ngang: 3 cột từ «2015» đến «2017».').waitFor();
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await look(page, 'proposal');

  await page.getByText('Chữ có dấu hiện sai?').click();
  await page.getByLabel('Bảng mã của chữ trong tệp').selectOption('TCVN3 (ABC)');
  await page.getByRole('button', { name: 'Đọc lại theo cách này' }).click();
  await page.getByText('Bảng mã của chữ: TCVN3 (ABC).').waitFor();
  await page.getByText('Chữ có dấu hiện sai?').click();
  await page.getByLabel('Bảng mã của chữ trong tệp').selectOption('VNI');
  await page.getByRole('button', { name: 'Đọc lại theo cách này' }).click();
  await page.getByText('Bảng mã của chữ: VNI.').waitFor();
  await page.getByRole('button', { name: 'Đọc theo dạng dài' }).click();
  await page.getByRole('heading', { name: 'Tìm thấy một bảng 15 dòng, 4 cột' }).waitFor();
  expect(await page.getByRole('table', { name: 'Những dòng đầu' }).getByRole('row').nth(1).innerText()).toMatch(
    /^Đắk Lắk\s+2015\s+100/,
  );
  await look(page, 'proposal-long');
  await page.getByRole('button', { name: /^Công bố và nạp/ }).click();
  await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}/);
  await page.getByText('Các bảng ngang của tệp được đọc theo dạng dài, như đã chọn.').waitFor();
  expect(await published(page)).toHaveLength(15);
  await page.context().close();
});
