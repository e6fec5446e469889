import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { officerCookie, officerCredentials } from '../support/web-services-fixture.ts';

let server: PageServer;

beforeAll(async () => {
  server = await startPageServer({});
});
afterAll(() => server.close());

function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(server.origin + path, { headers: { 'accept-language': 'vi', ...headers }, redirect: 'manual' });
}

/** What somebody without a script reads: no scripts, no tags. */
async function textOf(response: Response): Promise<string> {
  const html = await response.text();
  return html
    .replaceAll(/<script\b[\s\S]*?<\/script>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

test.each([
  ['/', 'Đơn vị hành chính cấp xã của tỉnh Đắk Lắk'],
  ['/datasets?q=h%E1%BB%93%20s%C6%A1', 'Hồ sơ thủ tục hành chính đã giải quyết'],
  ['/datasets?q=khong-co', 'Không có bộ dữ liệu nào khớp'],
  ['/datasets/don-vi-hanh-chinh', '1.113,79'],
  ['/datasets/don-vi-hanh-chinh?asOf=s1', 'Đang xem phiên bản cũ'],
  ['/datasets/ho-so-tthc', 'Đăng nhập để xem dữ liệu'],
  ['/datasets/ho-ngheo', 'Chưa có số liệu'],
  ['/sign-in', 'Mật khẩu'],
  ['/dev/ui', 'progress'],
])('%s is readable without a script', async (path, expected) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(await textOf(response)).toContain(expected);
});

test.each([
  ['/console', 'Bạn gửi số liệu cho 2 bộ dữ liệu'],
  ['/console/loads/new', 'Gửi cho bộ dữ liệu nào?'],
  ['/console/loads/new?dataset=ho-so-tthc', 'Kéo tệp vào đây'],
  ['/console/loads/new?dataset=ho-so-tthc&error=file-missing', 'Chưa chọn tệp'],
  ['/console/loads/dang-chay', 'Đã kiểm tra 7.240 trong 12.480 dòng.'],
  ['/console/loads/da-cong-bo', '12.480 dòng nhận = 12.107 chấp nhận + 361 từ chối + 12 trùng lặp'],
  ['/console/loads/da-cong-bo?rule=ten.required', 'Thiếu tên xã, phường.'],
  ['/console/loads/da-cong-bo?offset=50', '51 – 60 trong 60'],
  ['/console/loads/khong-doc-duoc', 'Thiếu cột bắt buộc'],
  ['/console/loads/da-cong-bo/receipt', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
])('%s is for who has signed in', async (path, expected) => {
  const anonymous = await get(path);
  expect(anonymous.status).toBe(302);
  expect(anonymous.headers.get('location')).toBe(`/sign-in?${new URLSearchParams({ next: path })}`);
  const signedIn = await get(path, { cookie: officerCookie });
  expect(signedIn.status).toBe(200);
  expect(await textOf(signedIn)).toContain(expected);
});

test.each([
  ['/nope', 404, 'Không có trang này'],
  ['/datasets/nope', 404, 'Không có bộ dữ liệu này'],
  ['/datasets/don-vi-hanh-chinh?asOf=nope', 404, 'Không có phiên bản dữ liệu này'],
  ['/datasets/bi-cam', 403, 'Quyền còn thiếu: Đọc dữ liệu dùng riêng'],
  ['/datasets/hong', 500, 'Hệ thống gặp lỗi'],
])('%s answers %i in its own words', async (path, status, expected) => {
  const response = await get(path);
  expect(response.status).toBe(status);
  const text = await textOf(response);
  expect(text).toContain(expected);
  expect(text).not.toContain('bí mật bên trong');
});

test('English is complete, and the choice is remembered', async () => {
  const response = await get('/datasets/ho-so-tthc?lang=en');
  expect(response.headers.get('set-cookie')).toMatch(/^daklake_lang=en;/);
  const html = await response.text();
  expect(html).toContain('<html lang="en"');
  expect(html).toContain('Sign in to see the data');
  const again = await get('/datasets', { cookie: 'daklake_lang=en' });
  expect(await textOf(again)).toContain('Newest data');
});

test('made-up data are marked on every page that shows them', async () => {
  for (const path of [
    '/',
    '/datasets',
    '/datasets/ho-so-tthc',
    '/console',
    '/console/loads/da-cong-bo',
    '/console/loads/da-cong-bo/receipt',
  ]) {
    expect(await textOf(await get(path, { cookie: officerCookie })), path).toContain('dữ liệu giả lập');
  }
});

function signIn(fields: Readonly<Record<string, string>>, next: string): Promise<Response> {
  return fetch(`${server.origin}/sign-in?${new URLSearchParams({ next })}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

test('a plain form signs in and goes on, only to our own pages', async () => {
  const done = await signIn(officerCredentials, '/console/loads/new');
  expect(done.status).toBe(302);
  expect(done.headers.get('location')).toBe('/console/loads/new');
  expect(done.headers.get('set-cookie')).toContain('fixture_session=officer');
  const elsewhere = await signIn(officerCredentials, '//elsewhere.example/');
  expect(elsewhere.headers.get('location')).toBe('/console');
});

test('wrong or missing credentials are said on the same page', async () => {
  const wrong = await signIn({ ...officerCredentials, password: 'x' }, '/console');
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('set-cookie')).toBeNull();
  expect(await textOf(wrong)).toContain('Thư điện tử hoặc mật khẩu không đúng');
  const missing = await signIn({ email: 'a@b.vn' }, '/console');
  expect(missing.status).toBe(400);
  expect(await textOf(missing)).toContain('Hãy nhập cả thư điện tử và mật khẩu.');
});

test('signing out is a form, and ends the session', async () => {
  const response = await fetch(`${server.origin}/sign-out`, {
    method: 'POST',
    headers: { cookie: officerCookie },
    redirect: 'manual',
  });
  expect(response.status).toBe(302);
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
});

test('a form of another site is refused', async () => {
  const response = await fetch(`${server.origin}/sign-in`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body: new URLSearchParams(officerCredentials),
    redirect: 'manual',
  });
  expect(response.status).toBe(400);
});

test('every answer has a policy of its own', async () => {
  const nonces = await Promise.all(
    ['/', '/nope'].map(async (path) => {
      const response = await get(path);
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(policy).not.toContain('unsafe');
      const html = await response.text();
      expect(html).not.toMatch(/ style="/);
      for (const [script] of html.matchAll(/<script\b[^>]*>/g)) expect(script).toContain(`nonce="${nonce}"`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('the public pages are light', async () => {
  for (const path of ['/', '/datasets', '/datasets/don-vi-hanh-chinh', '/datasets/ho-so-tthc']) {
    const html = await (await get(path)).text();
    expect(html.length, path).toBeLessThan(60_000);
    const scripts = [...new Set(html.match(/\/assets\/[\w.-]+\.js/g))];
    expect(scripts.length).toBeGreaterThan(3);
    const sizes = await Promise.all(
      scripts.map(async (script) => {
        const response = await get(script, { 'accept-encoding': 'gzip' });
        expect(response.headers.get('cache-control')).toContain('immutable');
        return Number(response.headers.get('content-length'));
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total, path).toBeGreaterThan(50_000);
    expect(total, path).toBeLessThan(150_000);
  }
});
