import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { officerCookie, stewardCookie } from '../support/web-services-fixture.ts';

const address = '/console/loads/da-cong-bo/mend';
let server: PageServer;

beforeAll(async () => {
  server = await startPageServer({});
});
afterAll(() => server.close());

function call(init: RequestInit = {}, path = address): Promise<Response> {
  const headers = { cookie: officerCookie, 'accept-language': 'vi', origin: server.origin, ...init.headers };
  return fetch(server.origin + path, { redirect: 'manual', ...init, headers });
}

/** The grid as a browser would send it, with some cells typed over. */
async function formOf(typed: Readonly<Record<string, string>>): Promise<URLSearchParams> {
  const html = await (await call()).text();
  const form = new URLSearchParams();
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name');
    if (name !== undefined && /^(?:row|cell)\./.test(name)) form.set(name, attribute(tag, 'value') ?? '');
  }
  for (const [label, value] of Object.entries(typed)) {
    const tag = [...html.matchAll(/<input[^>]*>/g)].find(([input]) => attribute(input, 'aria-label') === label)?.[0];
    form.set(attribute(tag ?? '', 'name') ?? '', value);
  }
  return form;
}

function attribute(tag: string, name: string): string | undefined {
  const entities: Readonly<Record<string, string>> = { quot: '"', amp: '&', '#x27': "'", lt: '<', gt: '>' };
  return new RegExp(` ${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll(/&([#\w]+);/g, (_, key: string) => entities[key] ?? '');
}

test('the grid stands in the page itself, and the rules’ engine is not among its first scripts', async () => {
  const html = await (await call()).text();
  for (const words of [
    'Còn 241 dòng phải sửa',
    'Mã «24118» không có hiệu lực',
    'Nhận 24121',
    'Cho cả 41 dòng giống nhau',
  ]) {
    expect(html).toContain(words);
  }
  expect(html).toMatch(/assets\/mend-[\w-]+\.js/);
  expect(html).not.toContain('judge-row');
});

test('who is not signed in is sent to do so, and comes back', async () => {
  const answer = await call({ headers: { cookie: '' } });
  expect(answer.headers.get('location')).toBe(`/sign-in?${new URLSearchParams({ next: address })}`);
});

test('who may only look sees the rows, and no way to send them', async () => {
  const html = await (await call({ headers: { cookie: stewardCookie } })).text();
  expect(html).toContain('Bạn xem được các dòng này nhưng không có quyền gửi bản sửa.');
  expect(html).toContain('Phường Buôn Ma Thuột');
  expect(html).not.toContain('Sửa ngay trong ô');
  expect(html).not.toMatch(/<button[^>]*(?:name="take"|name="intent"|name="suggestion")/);
});

test('a form with a changed cell goes on to what comes of it, keeping the rule', async () => {
  const answer = await call(
    { method: 'POST', body: await formOf({ 'Tên, dòng 207': 'Phường Ea Kao' }) },
    `${address}?rule=ten.required`,
  );
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe(`${address}?rule=ten.required&sent=ban-sua`);
  const page = await call({}, `${address}?sent=ban-sua`);
  expect(await page.text()).toContain('Đã nhận thêm 41 dòng');
});

test('a form without a change sends nothing and says so', async () => {
  const answer = await call({ method: 'POST', body: await formOf({}) });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('Không có ô nào thay đổi nên chưa gửi gì.');
});

test('suggestions are taken alike', async () => {
  const suggestion = JSON.stringify(['ma_xa.code-list', 'ma_xa', '24118']);
  const answer = await call({ method: 'POST', body: new URLSearchParams({ intent: 'alike', suggestion }) });
  expect(answer.headers.get('location')).toBe(`${address}?sent=ban-sua`);
  // The button at a cell stands in the grid's own form.
  const grid = await formOf({});
  grid.set('suggestion', suggestion);
  expect((await call({ method: 'POST', body: grid })).headers.get('location')).toBe(`${address}?sent=ban-sua`);
  const none = await call({ method: 'POST', body: new URLSearchParams({ intent: 'alike' }) });
  expect(none.status).toBe(422);
  expect(await none.text()).toContain('Hãy chọn ít nhất một gợi ý.');
});

test('what the server refuses is said on the page', async () => {
  const answer = await call({ method: 'POST', body: await formOf({ 'Diện tích, km², dòng 311': '71,99' }) });
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('dataset-moved-on');
});

test('a form of unknown or of too great a length is not read', async () => {
  const endless = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('row.0=1')) });
  const cut = new AbortController();
  const answer = await call({ method: 'POST', body: endless, signal: cut.signal, duplex: 'half' } as RequestInit);
  expect(answer.status).toBe(413);
  cut.abort();
});

test('a correction of another load is not shown as sent from here', async () => {
  expect(await (await call({}, `${address}?sent=dang-chay`)).text()).not.toContain('Đang kiểm tra các dòng vừa gửi');
  expect((await call({}, `${address}?sent=khong-co`)).status).toBe(200);
});
