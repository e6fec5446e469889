import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { loads } from '../support/web-fixture-loads.ts';
import { officerCookie, officerCredentials } from '../support/web-services-fixture.ts';

/** The pages' side of a load: signing in, the form with and without a script, live progress. The API's side is played. */
let server: PageServer;
let browser: Browser;
let context: BrowserContext;
const received: { type: string | undefined; accept: string | undefined; body: string }[] = [];
let refuse = false;

beforeAll(async () => {
  server = await startPageServer({
    register: (app) => {
      app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, body, done) =>
        done(null, body),
      );
      app.post('/api/v1/datasets/:id/loads', async (request, reply) => {
        const { 'content-type': type, accept } = request.headers;
        received.push({ type, accept, body: String(request.body) });
        if (refuse) return reply.code(403).type('application/problem+json').send({ code: 'load-forbidden' });
        if (accept?.includes('text/html'))
          return reply.code(303).header('location', '/console/loads/da-cong-bo').send();
        return reply.code(202).send({ id: 'dang-chay' });
      });
      app.get('/api/v1/loads/:id/events', (_request, reply) => {
        reply.hijack();
        reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
        const event = { ...loads['dang-chay'], progress: { stage: 'checking', done: 9000, total: 12_480 } };
        reply.raw.write(`data: ${JSON.stringify(event)}\n\n`);
      });
    },
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(() => {
  received.length = 0;
  refuse = false;
});
afterEach(() => context.close());

async function openPage(path: string, options: { readonly script?: boolean; readonly signedIn?: boolean } = {}) {
  context = await browser.newContext({ locale: 'vi-VN', javaScriptEnabled: options.script ?? true });
  if (options.signedIn ?? true) {
    const [name = '', value = ''] = officerCookie.split('=');
    await context.addCookies([{ name, value, url: server.origin }]);
  }
  const page = await context.newPage();
  await page.goto(server.origin + path);
  return page;
}

const file = { name: 'hồ sơ.csv', mimeType: 'text/csv', buffer: Buffer.from('ma_ho_so\nH15.01') };

test.each([true, false])('an officer signs in and comes back to where he wanted to go (script: %s)', async (script) => {
  const page = await openPage('/console/loads/new?dataset=ho-so-tthc', { script, signedIn: false });
  await page.getByLabel('Thư điện tử công vụ').fill(officerCredentials.email);
  await page.getByLabel('Mật khẩu').fill('sai');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByText('Thư điện tử hoặc mật khẩu không đúng').waitFor();
  await page.getByLabel('Mật khẩu').fill(officerCredentials.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: /^Gửi dữ liệu: Hồ sơ/ }).waitFor();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('heading', { name: /^Dữ liệu của tỉnh/ }).waitFor();
  expect(await context.cookies()).toEqual([]);
});

test('with a script the file goes, and its load is followed live', async () => {
  const page = await openPage('/console/loads/new?dataset=ho-so-tthc');
  await page.getByLabel('Tệp dữ liệu').setInputFiles(file);
  await page.getByText('hồ sơ.csv, 15 B').waitFor();
  await page.getByRole('button', { name: 'Gửi tệp' }).click();
  await page.waitForURL('**/console/loads/dang-chay');
  await page.getByText('Đã kiểm tra 9.000 trong 12.480 dòng.').waitFor();
  expect(received[0]?.accept).toBe('application/json');
  expect(received[0]?.body).toContain('H15.01');
});

test('a dropped file is sent as a chosen one', async () => {
  const page = await openPage('/console/loads/new?dataset=ho-so-tthc');
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['ma_ho_so\nH15.02'], 'keo.csv', { type: 'text/csv' }));
    return transfer;
  });
  await page.dispatchEvent('form.upload', 'drop', { dataTransfer: dropped });
  await page.getByText('keo.csv, 15 B').waitFor();
  await page.getByRole('button', { name: 'Gửi tệp' }).click();
  await page.waitForURL('**/console/loads/dang-chay');
  expect(received[0]?.body).toContain('H15.02');
});

test('a refusal is said in place, by its code', async () => {
  refuse = true;
  const page = await openPage('/console/loads/new?dataset=ho-so-tthc');
  await page.getByLabel('Tệp dữ liệu').setInputFiles(file);
  await page.getByRole('button', { name: 'Gửi tệp' }).click();
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.innerText()).toContain('Tài khoản này không được gửi dữ liệu vào bộ dữ liệu');
  expect(page.url()).toContain('/console/loads/new');
});

test('without a script the form sends the file by itself', async () => {
  const page = await openPage('/console/loads/new?dataset=ho-so-tthc', { script: false });
  await page.getByLabel('Tệp dữ liệu').setInputFiles(file);
  await page.getByRole('button', { name: 'Gửi tệp' }).click();
  await page.getByRole('heading', { name: 'Đã công bố 12.107 dòng' }).waitFor();
  expect(received[0]?.type).toContain('multipart/form-data');
});

test('without a script a running load loads itself again', async () => {
  const page = await openPage('/console/loads/dang-chay', { script: false });
  expect(await page.waitForEvent('load', { timeout: 10_000 })).toBe(page);
});

test('findings are narrowed to a rule, and paged, by their address', async () => {
  const page = await openPage('/console/loads/da-cong-bo');
  await page.getByRole('link', { name: 'Trang sau' }).click();
  await page.waitForURL('**/da-cong-bo?offset=50');
  await page.getByRole('link', { name: /Tên không được trống/ }).click();
  await page.waitForURL('**/da-cong-bo?rule=ten.required');
  await page.getByText('1 – 20 trong 20').waitFor();
  expect(await page.locator('tbody tr').count()).toBe(20);
});

test('the search finds, keeps its filters, and the language is changed in place', async () => {
  const page = await openPage('/datasets?theme=dia-phuong', { signedIn: false });
  await page.getByRole('searchbox').fill('đơn vị');
  await page.getByRole('searchbox').press('Enter');
  await page.waitForURL(/theme=dia-phuong.*q=/);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { name: /datasets? for “đơn vị”/ }).waitFor();
  expect(new URL(page.url()).searchParams.get('theme')).toBe('dia-phuong');
});
