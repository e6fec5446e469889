import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAccessibilityFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { administratorLink, officerCookie, operatorCookie, stewardCookie } from '../support/web-services-fixture.ts';

/** Pictures of every page are kept in DAKLAKE_PICTURES, or in a folder of the system's temporary ones. */
let pictures: string;
let server: PageServer;
let browser: Browser;

beforeAll(async () => {
  pictures = process.env.DAKLAKE_PICTURES ?? (await mkdtemp(join(tmpdir(), 'daklake-pictures-')));
  server = await startPageServer({});
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const pages = {
  home: '/',
  datasets: '/datasets?theme=dia-phuong',
  'datasets-none': '/datasets?q=khong-co',
  dataset: '/datasets/don-vi-hanh-chinh',
  'dataset-earlier': '/datasets/don-vi-hanh-chinh?asOf=s1',
  'dataset-shared': '/datasets/ho-so-tthc',
  'dataset-without-data': '/datasets/ho-ngheo',
  'not-found': '/nope',
  denied: '/datasets/bi-cam',
  failed: '/datasets/hong',
  'sign-in': '/sign-in',
  'redeem-link': `/sign-in?link=${administratorLink}`,
  gallery: '/dev/ui',
  desk: '/console',
  'choose-dataset': '/console/loads/new',
  'new-load': '/console/loads/new?dataset=ho-so-tthc',
  'new-load-refused': '/console/loads/new?dataset=ho-so-tthc&error=file-missing',
  'load-running': '/console/loads/dang-chay',
  'load-held': '/console/loads/giu-lai',
  'load-held-to-decide': '/console/loads/giu-lai?rule=ten.required',
  'load-published': '/console/loads/da-cong-bo?rule=ma_xa.code-list',
  mapping: '/console/loads/khong-doc-duoc/mapping',
  mend: '/console/loads/da-cong-bo/mend?sent=ban-sua',
  'load-clean': '/console/loads/sach-bong',
  'load-failed': '/console/loads/khong-doc-duoc',
  receipt: '/console/loads/da-cong-bo/receipt',
  'load-decided': '/console/loads/da-quyet',
  'receipt-check': '/receipts',
  'receipt-checked': '/receipts/K7QM-3XRT-9V2D',
  'receipt-unknown': '/receipts/0000',
  compare: '/datasets/don-vi-hanh-chinh/compare',
  deliveries: '/console/datasets/ho-so-tthc/deliveries',
  'deliveries-none': '/console/datasets/ho-so-tthc/deliveries?q=zzz',
  'steward-dataset': '/datasets/don-vi-hanh-chinh',
  'steward-desk': '/console',
  'steward-restore': '/console/datasets/don-vi-hanh-chinh/restore?snapshot=s1',
  'steward-new-dataset': '/console/datasets/new',
  'operator-health': '/console/health',
  // From here on the choice is remembered.
  'home-english': '/?lang=en',
  'dataset-english': '/datasets/don-vi-hanh-chinh',
  'load-published-english': '/console/loads/da-cong-bo',
  'mapping-english': '/console/loads/khong-doc-duoc/mapping',
  'mend-english': '/console/loads/da-cong-bo/mend',
  'load-running-english': '/console/loads/dang-chay',
  'operator-health-english': '/console/health',
  'load-held-english': '/console/loads/giu-lai',
  'load-held-to-decide-english': '/console/loads/giu-lai?rule=ten.required',
  'redeem-link-english': `/sign-in?link=${administratorLink}`,
};

/** Nearly every page as the officer sees it. */
function sessionFor(name: string): string {
  if (name === 'sign-in') return 'fixture_session=none';
  if (name.startsWith('operator')) return operatorCookie;
  return /^(steward|load-held-to-decide)/.test(name) ? stewardCookie : officerCookie;
}

const looks = [
  { width: 360, colorScheme: 'light' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

test.each(looks)('every page is whole at $width px, $colorScheme', async ({ width, colorScheme }) => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, locale: 'vi-VN' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // An error page's own status is said on the console, too.
    if (message.type() === 'error' && !message.text().includes('the server responded with'))
      complaints.push(message.text());
  });
  for (const [name, path] of Object.entries(pages)) {
    const [cookie = '', value = ''] = sessionFor(name).split('=');
    await context.addCookies([{ name: cookie, value, url: server.origin }]);
    await page.goto(server.origin + path);
    await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(beyond, `${name} scrolls sideways`).toBe(0);
    expect.soft(await findAccessibilityFaults(page), name).toEqual([]);
    expect.soft(complaints.splice(0), name).toEqual([]);
  }
  await context.close();
});
