import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodingNames } from '#api/encodings.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import {
  administratorLink,
  officerCookie,
  officerCredentials,
  operatorCookie,
  stewardCookie,
} from '../support/web-services-fixture.ts';

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
  [`/sign-in?link=${administratorLink}`, 'Ít nhất 14 ký tự.'],
  ['/dev/ui', 'progress'],
  ['/receipts', 'Mã trên phiếu'],
  ['/receipts/k7qm%203xrt%209v2d', 'Phiếu này do cổng dữ liệu cấp'],
  ['/datasets/don-vi-hanh-chinh/compare', 'Buôn Ma Thuộc'],
  ['/datasets/don-vi-hanh-chinh/compare?to=s1', 'Chưa có gì để so sánh'],
  ['/datasets/don-vi-hanh-chinh/compare?from=s1&to=s2&kind=removed', 'Tân Hòa'],
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
  ['/console/loads/dang-doc', 'Hủy lần gửi'],
  [
    '/console/loads/giu-lai',
    'Chỉ 8.107 trong 12.480 dòng được chấp nhận (64,96%), dưới ngưỡng 80% của quy định cấu trúc dữ liệu.',
  ],
  ['/console/loads/giu-lai', 'Đầu mối dữ liệu của Sở Nội vụ, hoặc quản trị hệ thống, quyết định việc này.'],
  ['/console/loads/giu-lai-it-dong', '7.000 dòng được chấp nhận, trong khi phần dữ liệu bị thay đang có 200.000 dòng'],
  ['/console/loads/da-quyet', 'Đã quyết định không công bố'],
  ['/console/loads/da-quyet', 'Trần Văn Nam, lúc 10:05 20/11/2026. Ghi chú: Xã gửi lại bản đủ.'],
  ['/console/loads/da-quyet', 'trong khi phần dữ liệu bị thay đang có 12.000 dòng'],
  ['/console/datasets/ho-so-tthc/deliveries', '6 trong 11 xã, phường đã nộp'],
  ['/console/datasets/ho-so-tthc/deliveries?state=open&q=phu%20mo', '1 xã, phường'],
  ['/console', '41 dòng lỗi chưa sửa'],
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

test.each(['/console/loads/new?dataset=ho-so-tthc', '/console/loads/da-cong-bo'])(
  'every encoding can be chosen on %s',
  async (path) => {
    const page = await (await get(path, { cookie: officerCookie })).text();
    const choice = /<select[^>]* name="encoding".*?<\/select>/s.exec(page)?.[0] ?? '';
    const names = [...choice.matchAll(/<option[^>]* value="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['', ...encodingNames]);
  },
);

test('the state of the platform is for who runs it, worst first, and others are told which right is missing', async () => {
  const text = await textOf(await get('/console/health', { cookie: operatorCookie }));
  expect(text).toContain('1 phần đang hỏng');
  expect(text.indexOf('Tệp dữ liệu')).toBeLessThan(text.indexOf('Ổ đĩa'));
  expect(text.indexOf('Ổ đĩa')).toBeLessThan(text.indexOf('Cơ sở dữ liệu'));
  expect(text).toContain('Từ 09:15 20/11/2026');
  expect(text).toContain('Cần làm : Chạy “daklake verify”');
  const denied = await get('/console/health', { cookie: officerCookie });
  expect(denied.status).toBe(403);
  const words = await textOf(denied);
  expect(words).toContain('Quyền còn thiếu: Xem tình trạng vận hành hệ thống');
  expect(await textOf(await get('/console', { cookie: officerCookie }))).not.toContain('Vận hành');
  expect((await get('/console/health')).headers.get('location')).toContain('/sign-in');
});

test('whoever runs the platform sees what agencies keep and may keep, and nobody else', async () => {
  const text = await textOf(await get('/console/quotas', { cookie: operatorCookie }));
  expect(text).toContain('UBND xã Ea Kao');
  expect(text).toContain('hết hạn mức');
  expect((await get('/console/quotas', { cookie: officerCookie })).status).toBe(403);
  expect((await get('/console/quotas')).headers.get('location')).toContain('/sign-in');
});

test.each([
  ['/nope', 404, 'Không có trang này'],
  ['/receipts/0000-0000-0000', 404, 'Không có phiếu nào mang mã này'],
  ['/datasets/don-vi-hanh-chinh/compare?from=nope', 404, 'Không có phiên bản dữ liệu này'],
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

function redeem(link: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${server.origin}/sign-in?${new URLSearchParams({ link })}`, {
    method: 'POST',
    headers: { 'accept-language': 'vi' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

const administrator = { email: 'quan-tri@daklak.example.vn', name: 'Y Bhim Niê', password: 'bốn từ không liên quan' };

test('a link makes the administrator by a plain form, and signs him in', async () => {
  const done = await redeem(administratorLink, administrator);
  expect(done.status).toBe(302);
  expect(done.headers.get('location')).toBe('/console');
  expect(done.headers.get('set-cookie')).toContain(stewardCookie);
});

test.each<[string, Partial<typeof administrator>, number, string]>([
  ['het-han', {}, 404, 'Liên kết không còn dùng được'],
  [administratorLink, { password: 'ngan' }, 422, 'Mật khẩu cần ít nhất 14 ký tự.'],
  [administratorLink, { email: officerCredentials.email }, 409, 'Thư điện tử này đã có tài khoản'],
  [administratorLink, { name: ' ' }, 400, 'Phiếu chưa điền đủ'],
])('what hinders the link «%s» with %o is said on the same form', async (link, fields, status, expected) => {
  const refused = await redeem(link, { ...administrator, ...fields });
  expect(refused.status).toBe(status);
  expect(refused.headers.get('set-cookie')).toBeNull();
  const html = await refused.text();
  expect(html).toContain(expected);
  expect(html).toContain(`value="${fields.email ?? administrator.email}"`);
  expect(html).not.toContain(administrator.password);
});

test('a link is redeemed by whoever holds it, signed in or not', async () => {
  const response = await get(`/sign-in?link=${administratorLink}`, { cookie: officerCookie });
  expect(response.status).toBe(200);
  expect(await textOf(response)).toContain('Lập tài khoản quản trị');
});

function act(load: string, cookie: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${server.origin}/console/loads/${load}`, {
    method: 'POST',
    headers: { cookie, 'accept-language': 'vi' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

test('the decision is offered to who may take it, and taken by a plain form', async () => {
  const offered = await textOf(await get('/console/loads/giu-lai', { cookie: stewardCookie }));
  expect(offered).toContain('Công bố phần đã chấp nhận (8.107 dòng)');
  expect(offered).toContain('Không công bố');
  expect(offered).not.toContain('quyết định việc này');
  const forbidden = await act('giu-lai', officerCookie, { intent: 'publish' });
  expect(forbidden.status).toBe(403);
  expect(await textOf(forbidden)).toContain('Chưa có quyền');
  expect(server.decisions).toEqual([]);
  const done = await act('giu-lai', stewardCookie, { intent: 'publish', note: ' Đã đối chiếu. ' });
  expect(done.status).toBe(303);
  expect(done.headers.get('location')).toBe('/console/loads/giu-lai');
  await act('giu-lai-it-dong', stewardCookie, { intent: 'discard', note: '' });
  expect(server.decisions).toEqual([
    { load: 'giu-lai', publish: true, note: 'Đã đối chiếu.', force: false },
    { load: 'giu-lai-it-dong', publish: false, note: null, force: false },
  ]);
  const late = await act('giu-lai', stewardCookie, { intent: 'discard' });
  expect(late.status).toBe(409);
  expect(await textOf(late)).toContain('Lần gửi không còn chờ quyết định');
});

test('a decision that cannot be taken leaves the note where it was typed', async () => {
  const forbidden = await act('giu-lai-lan-hai', stewardCookie, { intent: 'nothing', note: 'Đã gọi cho xã.' });
  expect(forbidden.status).toBe(400);
  expect(await forbidden.text()).toMatch(/<textarea[^>]*name="note"[^>]*>Đã gọi cho xã\.<\/textarea>/);
});

test('newer data in the place of a held load go only by a second word', async () => {
  const warned = await act('giu-lai-lan-hai', stewardCookie, { intent: 'publish', note: 'Đã gọi cho xã.' });
  expect(warned.status).toBe(409);
  const page = await warned.text();
  expect(page).toContain('Đã có dữ liệu mới hơn ở cùng phạm vi');
  expect(page).toContain('value="publish-over"');
  expect(page).not.toContain('value="publish"');
  expect(page).toMatch(/<textarea[^>]*name="note"[^>]*>Đã gọi cho xã\.<\/textarea>/);
  const done = await act('giu-lai-lan-hai', stewardCookie, { intent: 'publish-over', note: 'Đã gọi cho xã.' });
  expect(done.status).toBe(303);
  expect(server.decisions.at(-1)).toMatchObject({ load: 'giu-lai-lan-hai', publish: true, force: true });
});

function restore(cookie: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`${server.origin}/console/datasets/don-vi-hanh-chinh/restore?snapshot=${fields['snapshot']}`, {
    method: 'POST',
    headers: { cookie, 'accept-language': 'vi' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
}

test('a version is restored by a plain form with its reason, by who may', async () => {
  const page = '/console/datasets/don-vi-hanh-chinh/restore?snapshot=s1';
  expect((await get(page, { cookie: officerCookie })).status).toBe(403);
  const shown = await textOf(await get(page, { cookie: stewardCookie }));
  expect(shown).toContain('Trạng thái lúc 08:00 01/07/2025 (12 dòng) sẽ thành phiên bản hiện hành mới.');
  const done = await restore(stewardCookie, { snapshot: 's1', note: 'Nạp nhầm tệp.' });
  expect(done.status).toBe(303);
  expect(done.headers.get('location')).toBe('/datasets/don-vi-hanh-chinh#versions');
  const silent = await restore(stewardCookie, { snapshot: 's1', note: ' ' });
  expect(silent.status).toBe(400);
  expect(await textOf(silent)).toContain('Hãy ghi lý do khôi phục');
  expect((await restore(stewardCookie, { snapshot: 's2', note: 'x' })).status).toBe(409);
});

test('only who may restore is offered it, and only earlier versions', async () => {
  const offered = await (await get('/datasets/don-vi-hanh-chinh', { cookie: stewardCookie })).text();
  expect(offered.match(/\/restore\?snapshot=\w+/g)).toEqual(['/restore?snapshot=s1']);
  expect(await (await get('/datasets/don-vi-hanh-chinh')).text()).not.toContain('/restore?');
});

test('a typed receipt code leads to the receipt’s own address', async () => {
  const typed = await get('/receipts?code=%20k7qm-3xrt-9v2d');
  expect(typed.headers.get('location')).toBe('/receipts/k7qm-3xrt-9v2d');
  expect(await textOf(await get('/receipts?code='))).toContain('Hãy gõ mã trên phiếu.');
});

function propose(body: string, cookie = stewardCookie): Promise<Response> {
  return fetch(`${server.origin}/console/datasets/new`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body,
    redirect: 'manual',
  });
}

test('a dataset is proposed by who may register one', async () => {
  const denied = await get('/console/datasets/new', { cookie: officerCookie });
  expect(denied.status).toBe(403);
  expect(await textOf(denied)).toContain('Bàn làm việc Về trang đầu');
  expect(await textOf(await get('/console/datasets/new', { cookie: stewardCookie }))).toContain(
    'Bộ dữ liệu mới từ một tệp',
  );
  for (const nonsense of ['', '{', '{"intent":"publish"}', 'x'.repeat(9_000_000)]) {
    expect((await propose(nonsense)).status).toBe(400);
  }
});

test('a load under way is cancelled by a plain form', async () => {
  const done = await act('dang-doc', officerCookie, { intent: 'cancel' });
  expect(done.status).toBe(303);
  expect(await textOf(await get('/console/loads/dang-doc', { cookie: officerCookie }))).toContain('Lần gửi đã hủy');
  const late = await act('dang-doc', officerCookie, { intent: 'cancel' });
  expect(late.status).toBe(409);
  expect(await textOf(late)).toContain('Lần gửi đã kết thúc');
});

test('only what the page offers can be asked of a load', async () => {
  expect((await act('dang-chay', officerCookie, { intent: 'delete' })).status).toBe(400);
  const anonymous = await act('dang-chay', '', { intent: 'cancel' });
  expect(anonymous.headers.get('location')).toMatch(/^\/sign-in/);
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
