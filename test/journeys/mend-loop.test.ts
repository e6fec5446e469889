import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoadView } from '../../src/api/loads.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const pictures = resolve('build/journeys');
const dataset = 'sua-loi';
const heading = 'Mã,Họ và tên,Mã xã,Ngày,Số tiền';

/** Good rows, and five that are not: a name that is missing, a day that is none, and one old code three times. */
const file = [
  heading,
  ...Array.from({ length: 40 }, (_, row) => `A${row},Nguyễn Văn An,24133,2026-05-05,${row}`),
  'B1,,24133,2026-05-05,1',
  'B2,Trần Thị Bé,24118,2026-05-05,2',
  'B3,Lê Văn Cờ,24118,2026-05-05,3',
  'B4,Y Bia Niê,24118,2026-05-05,4',
  'B5,H’Lan Êban,24133,hôm nay,5',
].join('\n');

let platform: TestPlatform;
let browser: Browser;
let user: { readonly email: string; readonly password: string };
let steward: Record<string, string>;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  platform = await startTestPlatform({ demonstration: false });
  browser = await launchBrowser();
  steward = await platform.as('steward', { agency: 'H15.05' });
  user = await platform.createUser({ email: 'sua@example.vn', name: 'Đầu mối', role: 'steward', agency: 'H15.05' });
  const contract = (await readText('test/whole-way/communes.odcs.yaml')).replace('id: thu-nghiem', `id: ${dataset}`);
  const put = await platform.call(`/api/v1/datasets/${dataset}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: contract,
  });
  if (put.status !== 201) throw new Error(await put.text());
});
afterAll(async () => {
  await browser.close();
  await platform.close();
});

async function signIn(context: BrowserContext, next: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${platform.address}/sign-in?next=${encodeURIComponent(next)}`);
  await page.fill('input[name=email]', user.email);
  await page.fill('input[name=password]', user.password);
  await page.click('main button');
  await page.waitForURL((url) => url.pathname === next.split('?')[0]);
  return page;
}

async function view(load: string): Promise<LoadView> {
  return LoadView.parse(await (await platform.call(`/api/v1/loads/${load}`, { headers: steward })).json());
}

test('a faulty file is mended by hand, by a suggestion and for all alike, until it is whole', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN' });
  const page = await signIn(context, `/console/loads/new?dataset=${dataset}`);
  await page.setInputFiles('input[name=file]', {
    name: 'thang-5.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(file),
  });
  await page.click('main form button');
  await page.getByRole('link', { name: 'Sửa 5 dòng bị loại' }).click();
  await page.getByRole('heading', { name: 'Còn 5 dòng phải sửa' }).waitFor();
  const load = new URL(page.url()).pathname.split('/')[3] ?? '';

  // One by hand: what is typed is judged at once.
  const day = page.getByLabel('Ngày, dòng 46');
  await day.fill('31/2/2026');
  await page.getByText('Cần: ngày, ví dụ 07/05/2026 hoặc 2026-05-07.').waitFor();
  await page.getByText('1 dòng trong số đó còn lỗi').waitFor();
  await day.fill('28/2/2026');
  await page.getByText('Đã sửa, chưa thấy lỗi.').waitFor();
  // One by its suggestion.
  await page.getByRole('button', { name: 'Nhận 24121' }).first().click();
  await page.screenshot({ path: join(pictures, 'mend-1-mended.png'), fullPage: true });
  await page.getByRole('button', { name: 'Gửi 2 dòng đã sửa' }).click();
  await page.getByRole('heading', { name: 'Đã nhận thêm 2 dòng' }).waitFor();
  await page.getByRole('heading', { name: 'Còn 3 dòng phải sửa' }).waitFor();
  expect((await view(load)).mending).toEqual({ rejected: 5, duplicate: 0, corrected: 2, open: 3 });
  await page.getByText('Lần kiểm tra đầu tiên từ chối 5 dòng: nay 2 dòng đã sửa và được nhận, còn 3 dòng.').waitFor();
  await page.getByText('Số dòng là của lần kiểm tra đầu tiên, trước khi sửa.').waitFor();

  // The rest of its kind alike, and the last one again by hand.
  await page.getByRole('button', { name: 'Áp dụng cho mọi dòng giống nhau' }).click();
  await page.getByRole('heading', { name: 'Còn 1 dòng phải sửa' }).waitFor();
  await page.getByLabel(/Họ.*, dòng 42/).fill('Hồ Thị Dung');
  await page.getByRole('button', { name: 'Gửi 1 dòng đã sửa' }).click();
  await page.getByRole('heading', { name: 'Không còn dòng nào phải sửa' }).waitFor();
  await page.screenshot({ path: join(pictures, 'mend-2-whole.png'), fullPage: true });
  expect((await view(load)).mending).toEqual({ rejected: 5, duplicate: 0, corrected: 5, open: 0 });
  const rows = await platform.call(`/api/v1/datasets/${dataset}/records?select=ma,ten,ma_xa,ngay&ma=like.B*&order=ma`, {
    headers: steward,
  });
  expect(await rows.json()).toEqual([
    { ma: 'B1', ten: 'Hồ Thị Dung', ma_xa: '24133', ngay: '2026-05-05' },
    { ma: 'B2', ten: 'Trần Thị Bé', ma_xa: '24121', ngay: '2026-05-05' },
    { ma: 'B3', ten: 'Lê Văn Cờ', ma_xa: '24121', ngay: '2026-05-05' },
    { ma: 'B4', ten: 'Y Bia Niê', ma_xa: '24121', ngay: '2026-05-05' },
    { ma: 'B5', ten: 'H’Lan Êban', ma_xa: '24133', ngay: '2026-02-28' },
  ]);
  await page.goto(`${platform.address}/console`);
  await page
    .getByRole('row', { name: /^corrections\.json bản sửa/ })
    .first()
    .waitFor();
  await context.close();
});

test('without a script rows are mended by a plain form, and the mended workbook is taken on the same page', async () => {
  const first = await platform.load(dataset, file.replaceAll(/^(A|B)/gm, 'C$1'), { headers: steward });
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
  const page = await signIn(context, `/console/loads/${first.id}/mend`);
  await page.getByLabel(/Họ.*, dòng 42/).fill('Hồ Thị Dung');
  await page.getByRole('button', { name: 'Gửi các dòng đã sửa' }).click();
  await page.waitForURL(/sent=/);
  await expect.poll(() => openOf(first.id), patience).toBe(4);
  await page.getByRole('button', { name: 'Nhận 24121' }).first().click();
  await page.waitForURL(/sent=/);
  await expect.poll(() => openOf(first.id), patience).toBe(3);

  const rejects = await platform.call(`/api/v1/loads/${first.id}/rejects.csv`, { headers: steward });
  const mended = (await rejects.text()).replaceAll('24118', '24121').replace('hôm nay', '2026-05-09');
  await page.goto(`${platform.address}/console/loads/${first.id}/mend`);
  await page.setInputFiles('input[name=file]', {
    name: 'rejects.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(mended),
  });
  await page.getByRole('button', { name: 'Gửi tệp đã sửa' }).click();
  await page.waitForURL(/sent=/);
  await expect.poll(() => openOf(first.id), patience).toBe(0);
  await context.close();
});

const patience = { timeout: 15_000, interval: 50 };

async function openOf(load: string): Promise<number | undefined> {
  return (await view(load)).mending?.open;
}

const looks = [
  { width: 360, colorScheme: 'light', language: 'vi' },
  { width: 1280, colorScheme: 'dark', language: 'vi' },
  // Narrow for a table of five columns: it scrolls, and the page does not.
  { width: 760, colorScheme: 'light', language: 'vi' },
  { width: 1280, colorScheme: 'light', language: 'en' },
  { width: 360, colorScheme: 'dark', language: 'en' },
] as const;

test('at every width, in light and dark, in both languages everybody can use it', async () => {
  const { id } = await platform.load(dataset, file.replaceAll(/^(A|B)/gm, 'D$1'), { headers: steward });
  const context = await browser.newContext();
  const page = await signIn(context, `/console/loads/${id}/mend`);
  for (const { width, colorScheme, language } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${platform.address}/console/loads/${id}/mend?lang=${language}`);
    await page.getByLabel(/^(Họ và tên|Full name),.* 42$/).fill('Hồ Thị Dung');
    await page.getByLabel(/^(Ngày|Day),.* 46$/).fill('mai');
    await page.getByLabel(/^(Số tiền|Amount),.* 43$/).fill('x');
    await page.locator('.mend__cell--good').waitFor();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: join(pictures, `mend-${width}-${colorScheme}-${language}.png`), fullPage: true });
  }
  await context.close();
});

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
