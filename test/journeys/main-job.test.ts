import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { sample, samplesPresent } from '../support/samples.ts';

/** What an officer and then a citizen see, kept for whoever wants to look. */
const pictures = resolve('build/journeys');

let platform: TestPlatform;
let browser: Browser;

beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  platform = await startTestPlatform({ demonstration: false });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await platform.close();
});

const cases = [
  {
    dataset: 'xa-phuong-truoc-2025',
    file: sample('admin-gso-xls-63', 'Danh sách quận huyện phường xã thuộc Tỉnh Đắk Lắk.xls'),
    rows: '184',
    shows: 'Phường Tân Lập',
  },
  {
    dataset: 'rung-bi-chay',
    file: sample(
      'gso-statistics',
      'tables',
      'Agriculture, Forestry and Fishery',
      'Area of destroyed forest by province.csv',
    ),
    rows: '64',
    shows: 'An Giang',
  },
  {
    dataset: 'doanh-thu-theo-mon',
    file: sample('messy-sheetjs', 'pivot_table_test.xls'),
    rows: '4',
    shows: 'Qtr3',
  },
] as const;

for (const width of [360, 1280] as const) {
  for (const { dataset, file, rows, shows } of cases) {
    test.skipIf(!samplesPresent)(`${dataset} at ${width}: sign in, drop, published, found`, async () => {
      const user = await signUp(`${dataset}-${width}`);
      const id = `${dataset}-${width}`;
      await registerContract(dataset, id);
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN' });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);

      await page.goto(`${platform.address}/console/loads/new?dataset=${id}`);
      await page.fill('input[name=email]', user.email);
      await page.fill('input[name=password]', user.password);
      await page.click('main button');
      await page.waitForURL(/\/console\/loads\/new/);
      await page.setInputFiles('input[name=file]', file);
      await picture(page, `${id}-1-drop`);
      await page.click('main form button');
      await page.waitForURL(/\/console\/loads\/[0-9a-f-]{36}/);
      await page.getByText('Đã công bố').first().waitFor();
      await picture(page, `${id}-2-published`);

      const anonymous = await (
        await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi-VN' })
      ).newPage();
      await anonymous.goto(`${platform.address}/datasets?q=${encodeURIComponent(dataset.replaceAll('-', ' '))}`);
      await anonymous.locator(`a[href="/datasets/${id}"]`).first().click();
      await anonymous.locator('#versions').waitFor();
      const text = await anonymous.locator('main').innerText();
      expect(text).toContain(rows);
      expect(text).toContain(shows);
      await picture(anonymous, `${id}-3-public`);
      const overflow = await anonymous.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await anonymous.context().close();
      await context.close();
    });
  }
}

async function signUp(name: string): Promise<{ readonly email: string; readonly password: string }> {
  return platform.createUser({
    email: `${name}@example.vn`,
    name: 'Đầu mối dữ liệu',
    role: 'steward',
    agency: 'H15.05',
  });
}

async function registerContract(dataset: string, id: string): Promise<void> {
  const text = (await readText(`test/journeys/${dataset}.odcs.yaml`)).replace(`id: ${dataset}`, `id: ${id}`);
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...(await platform.as('administrator')), 'content-type': 'application/yaml' },
    body: text,
  });
  expect(response.status, await response.text()).toBe(201);
}

async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

test('nothing of all this was a fault of ours', () => {
  expect(platform.errors).toEqual([]);
});
