import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

const pictures = resolve('build/journeys');

let platform: TestPlatform;
let browser: Browser;
beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  platform = await startTestPlatform();
  browser = await launchBrowser();
  const steward = await platform.as('steward', { agency: 'H15.05' });
  await platform.call('/api/v1/datasets/thu-nghiem/contract', {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: await readText('test/whole-way/communes.odcs.yaml'),
  });
});
afterAll(async () => {
  await browser.close();
  await platform.close();
});

const file = (name: string, content: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
const heading = 'Mã,Họ và tên,Mã xã';

test.each([
  { width: 360, language: 'vi-VN', see: 'Xem từng tệp', refused: 'Không nhận được', why: 'Tệp trống' },
  { width: 1280, language: 'en-GB', see: 'See each file', refused: 'Refused', why: 'The file is empty' },
] as const)('many files are sent at once and found one by one at $width', async ({ width, language, ...texts }) => {
  const user = await platform.createUser({
    email: `nhieu-tep-${width}@example.vn`,
    name: 'Trần Thị Bé',
    role: 'steward',
    agency: 'H15.05',
  });
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: language });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${platform.address}/console/loads/new?dataset=thu-nghiem`);
  await page.fill('input[name=email]', user.email);
  await page.fill('input[name=password]', user.password);
  await page.click('main button');
  await page.waitForURL(/\/console\/loads\/new/);
  await page.waitForSelector('input[name=file][multiple]', { state: 'attached' });
  await page.setInputFiles('input[name=file]', [
    file('Ea Kao.csv', `${heading}\nA${width},Nguyễn Văn An,24133\n`),
    file('Ea Tu.csv', `${heading}\nB${width},,24133\nC${width},Y Moan,24133\n`),
    file('trống.csv', ''),
  ]);
  await page.click('main form button');
  await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}/);
  await page.getByRole('link', { name: texts.see }).click();
  await page.getByRole('link', { name: texts.refused }).click();
  await page.waitForURL(/state=refused/);
  await page.getByText(texts.why).first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main tbody tr').length === 1);
  await page.screenshot({ path: join(pictures, `many-files-${width}.png`), fullPage: true });
  expect(await findAccessibilityFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await context.close();
});
