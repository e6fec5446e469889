import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { makeContract } from '../support/make-contract.ts';
import { makeWorkbook, row } from '../support/make-workbook.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** What somebody sees who puts a form's columns right, kept for whoever wants to look. */
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
    email: 'ghep-cot@example.vn',
    name: 'Đầu mối dữ liệu',
    role: 'steward',
    agency: 'H15.05',
  });
});
afterAll(async () => {
  await browser.close();
  await platform.close();
});

const fields = [
  ['linh_vuc', 'string', 'Lĩnh vực', 'Field of work', true],
  ['ma_linh_vuc', 'string', 'Mã lĩnh vực', 'Code of the field', true],
  ['nhan_truc_tuyen', 'integer', 'Tiếp nhận trực tuyến', 'Received online', true],
  ['nhan_truc_tiep', 'integer', 'Tiếp nhận trực tiếp', 'Received at the counter', true],
  ['qua_han', 'integer', 'Giải quyết quá hạn', 'Done too late', true],
  ['ky', 'string', 'Kỳ báo cáo', 'Period', true],
  ['ghi_chu', 'string', 'Diễn giải', 'Remarks', false],
] as const;

const forms = new Map<string, Buffer>();

/** A dataset of its own, and the load of a report whose columns are called otherwise. */
async function failedLoad(dataset: string): Promise<string> {
  const answer = await platform.call(`/api/v1/datasets/${dataset}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({
      id: dataset,
      facts: { 'daklake.loadMode': 'replace', 'daklake.labels': { vi: 'Kết quả giải quyết TTHC', en: 'Procedures' } },
      fields: fields.map(([name, logicalType, vi, en, required]) => ({
        name,
        logicalType,
        required,
        customProperties: [{ property: 'daklake.labels', value: { vi, en } }],
      })),
    }),
  });
  expect(answer.status, await answer.text()).toBe(201);
  const content = forms.get('report') ?? (await report());
  forms.set('report', content);
  const load = await platform.load(dataset, content, { headers: steward, name: 'bieu-tthc-thang-10.xlsx' });
  expect(load).toMatchObject({ state: 'failed', error: { code: 'columns-missing' } });
  return load.id;
}

function report(): Promise<Buffer> {
  const rows = [
    row(1, ['ỦY BAN NHÂN DÂN PHƯỜNG EA KAO', null, null, null, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']),
    row(2, ['BÁO CÁO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THÁNG 10 NĂM 2026']),
    row(4, ['STT', 'Mảng việc', 'Ký hiệu', 'Tiếp nhận trong kỳ', null, 'Trễ', 'Ghi chú']),
    row(5, [null, null, null, 'Trực tuyến', 'Trực tiếp']),
    row(6, [1, 'Hộ tịch', 'HT', 112, 67, 2, null]),
    row(7, [2, 'Chứng thực', 'CT', 38, 421, 0, '19 chờ xác minh']),
    row(8, [3, 'Đất đai', 'DD', 54, 88, 19, null]),
    row(9, ['Tổng cộng', null, null, 204, 576, 21]),
    row(11, [null, null, null, null, 'Người lập biểu']),
  ];
  const merges = ['A1:D1', 'E1:G1', 'A2:G2', 'A4:A5', 'B4:B5', 'C4:C5', 'D4:E4', 'F4:F5', 'G4:G5', 'A9:C9'];
  return makeWorkbook([{ name: 'Biểu 1', rows: rows.join(''), merges }]);
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN', ...options });
  const page = await context.newPage();
  await page.goto(`${platform.address}${path}`);
  await page.fill('input[name=email]', user.email);
  await page.fill('input[name=password]', user.password);
  await page.click('main button');
  await page.waitForURL(`**${path}`);
  return page;
}

const choice = (page: Page, letter: string) => page.getByLabel(new RegExp(`^(?:Cột|Column) ${letter} `));
const look = (page: Page, name: string) =>
  page.screenshot({ path: join(pictures, `mapping-${name}.png`), fullPage: true });

test('from the failed load to the published one, fields dragged onto columns with the mouse', async () => {
  const load = await failedLoad('tthc-keo-tha');
  const page = await open(`/console/loads/${load}`);
  await page.getByRole('link', { name: 'Ghép cột của tệp này' }).click();
  await page.getByRole('heading', { name: 'Biểu mẫu như trong tệp' }).waitFor();
  await page.waitForLoadState('networkidle');
  // As it looks: merged headings and titles, and why a row is none of the data.
  expect(await page.getByRole('cell', { name: 'Tiếp nhận trong kỳ' }).getAttribute('colspan')).toBe('2');
  expect(await page.locator('.sheet__row--title').count()).toBe(2);
  expect(await page.getByRole('rowheader', { name: /^dòng tổng/ }).count()).toBe(1);
  await look(page, 'proposed');

  const field = (name: string) => page.locator(`[data-field="${name}"]`);
  const column = (number: number) => page.locator(`.sheet__row--data td[data-column="${number}"]`).first();
  await field('linh_vuc').dragTo(column(1));
  await field('ma_linh_vuc').dragTo(column(2));
  await field('qua_han').dragTo(column(5));
  expect(await choice(page, 'F').inputValue()).toBe('qua_han');
  // From one column to another: the first one lets go of it.
  await field('qua_han').dragTo(column(6));
  expect(await choice(page, 'F').inputValue()).toBe('');
  await field('qua_han').dragTo(column(5));
  await page.getByLabel('Giá trị chung cho «Kỳ báo cáo»').fill('2026-10');
  await choice(page, 'G').selectOption('ghi_chu');
  expect(await page.locator('output.unseen').innerText()).toContain('Diễn giải');
  await page.getByLabel('Ghi chú (không bắt buộc)').fill('Mẫu của phường');
  await look(page, 'dragged');
  await page.getByRole('button', { name: 'Lưu và đọc lại tệp' }).click();
  await page.getByRole('heading', { name: 'Đã công bố 3 dòng' }).waitFor();
  await page.getByText('Đọc theo cách ghép cột phiên bản 1.').waitFor();
  await look(page, 'published');
  const rows = (await (await platform.call('/api/v1/datasets/tthc-keo-tha/records')).json()) as object[];
  expect(rows[1]).toMatchObject({ linh_vuc: 'Chứng thực', nhan_truc_tiep: 421, qua_han: 0, ky: '2026-10' });

  // The next one needs nobody.
  const next = await platform.load('tthc-keo-tha', forms.get('report') ?? '', { headers: steward, name: 'b.xlsx' });
  expect(next).toMatchObject({ state: 'published', result: { mapping: { version: 1 } } });
  await page.goto(`${platform.address}/console/loads/${next.id}/mapping`);
  await page.getByText('Biểu mẫu đã biết: đang đọc theo phiên bản 1.').waitFor();
  await page.getByText('Mẫu của phường').waitFor();
  await page.context().close();
});

test('by keyboard alone', async () => {
  const load = await failedLoad('tthc-ban-phim');
  const page = await open(`/console/loads/${load}/mapping`);
  await page.waitForLoadState('networkidle');
  const values = () => Promise.all(['B', 'C', 'D', 'E', 'F', 'G'].map((letter) => choice(page, letter).inputValue()));
  const proposed = await values();
  expect(proposed.slice(0, 2)).toEqual(['', 'ky']);
  // On their way the arrow keys pass fields that other columns have: those stay where they are.
  for (const [letter, key, times] of [
    ['B', 'ArrowDown', 1],
    ['C', 'ArrowUp', 4],
  ] as const) {
    await choice(page, letter).focus();
    for (let time = 0; time < times; time++) await page.keyboard.press(key);
  }
  expect(await values()).toEqual(['linh_vuc', 'ma_linh_vuc', ...proposed.slice(2)]);
  await page.getByLabel('Giá trị chung cho «Kỳ báo cáo»').focus();
  await page.keyboard.type('2026-10');
  await page.getByRole('button', { name: 'Lưu và đọc lại tệp' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Đọc theo cách ghép cột phiên bản 1.').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Đã công bố 3 dòng');
  await page.context().close();
});

test('without a script, on a small screen, by choices; what is missing is said and what was chosen is kept', async () => {
  const load = await failedLoad('tthc-khong-script');
  const page = await open(`/console/loads/${load}/mapping`, {
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  await choice(page, 'B').selectOption('linh_vuc');
  await page.getByRole('button', { name: 'Lưu và đọc lại tệp' }).click();
  await page.getByRole('alert').getByText('Còn trường bắt buộc chưa có cột nào').waitFor();
  expect(await choice(page, 'B').inputValue()).toBe('linh_vuc');
  await choice(page, 'C').selectOption('ma_linh_vuc');
  await choice(page, 'F').selectOption('qua_han');
  await page.getByLabel('Giá trị chung cho «Kỳ báo cáo»').fill('2026-10');
  await page.getByRole('button', { name: 'Lưu và đọc lại tệp' }).click();
  await page.waitForURL(`**/console/loads/${load}`);
  await expect
    .poll(async () => (await (await platform.call(`/api/v1/loads/${load}`, { headers: steward })).json()) as object, {
      timeout: 30_000,
    })
    .toMatchObject({ state: 'published' });
  await page.context().close();
});

test.each([
  { width: 360, colorScheme: 'light', locale: 'vi-VN' },
  { width: 1280, colorScheme: 'dark', locale: 'vi-VN' },
  { width: 1280, colorScheme: 'light', locale: 'en-GB' },
] as const)('the page is whole at $width px, $colorScheme, $locale', async ({ width, colorScheme, locale }) => {
  const dataset = `tthc-${width}-${colorScheme}-${locale.slice(0, 2)}`;
  const load = await failedLoad(dataset);
  const page = await open(`/console/loads/${load}/mapping`, { viewport: { width, height: 800 }, colorScheme, locale });
  await page.waitForLoadState('networkidle');
  await choice(page, 'B').selectOption('linh_vuc');
  await look(page, `${width}-${colorScheme}-${locale}`);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond).toBe(0);
  expect(await findAccessibilityFaults(page)).toEqual([]);
  await page.context().close();
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
