import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, stat, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LoadView, restingStates } from '#api/loads.ts';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let other: Record<string, string>;
const dataset = '/api/v1/datasets/thu-nghiem';
const rows = Array.from({ length: 30_000 }, (_, index) => `M${index},Nguyễn Văn ${index},24133,,`);
const content = Buffer.from(['Mã,Họ và tên,Mã xã,Ngày,Số tiền', ...rows].join('\n'));

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  other = await platform.as('steward', { agency: 'H15.09' });
  const put = await platform.call(`${dataset}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: await readText('test/whole-way/communes.odcs.yaml'),
  });
  if (put.status !== 201) throw new Error(await put.text());
});
afterAll(() => platform.close());

function call(method: string, path: string, headers: Record<string, string> = steward, body?: Buffer) {
  return platform.call(path, {
    method,
    headers: { 'tus-resumable': '1.0.0', ...headers },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
}

/** Begins an upload, and sends its first bytes where some are given. */
async function begin(length = content.length, bytes?: Buffer, name = 'dữ liệu.csv'): Promise<string> {
  const headers = steward;
  const metadata = `filename ${Buffer.from(name).toString('base64')}`;
  const made = await call('POST', '/api/v1/uploads', {
    ...headers,
    'upload-length': String(length),
    'upload-metadata': metadata,
  });
  if (made.status !== 201) throw new Error(`${made.status} ${await made.text()}`);
  const location = made.headers.get('location') ?? '';
  const life = Date.parse(made.headers.get('upload-expires') ?? '') - Date.now();
  expect(Math.round(life / 3_600_000)).toBe(24);
  if (bytes !== undefined) expect((await patch(location, 0, bytes, headers)).status).toBe(204);
  return location;
}

function patch(location: string, offset: number, bytes: Buffer, headers = steward) {
  const type = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) };
  return call('PATCH', location, { ...headers, ...type }, bytes);
}

const idOf = (location: string) => location.split('/').at(-1) ?? '';
const send = (upload: string, headers = steward) => call('POST', `${dataset}/loads?upload=${upload}`, headers);

async function codeOf(answer: Response): Promise<readonly [number, string]> {
  const { code } = (await answer.json()) as { readonly code: string };
  return [answer.status, code];
}

async function follow(id: string): Promise<LoadView> {
  for (;;) {
    const load = LoadView.parse(await (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json());
    if (restingStates.includes(load.state)) return load;
    await sleep(20);
  }
}

/** What the client does until it succeeds, or until `until` says that it was enough. */
function run(options: Partial<UploadOptions>, until?: (sent: number, upload: Upload) => boolean): Promise<Upload> {
  return new Promise((done, fail) => {
    const upload: Upload = new Upload(content, {
      endpoint: `${platform.address}/api/v1/uploads`,
      headers: steward,
      chunkSize: 400_000,
      retryDelays: [],
      metadata: { filename: 'dữ liệu.csv' },
      onSuccess: () => done(upload),
      onError: fail,
      onChunkComplete: (_size, sent) => {
        if (until?.(sent, upload) !== true) return;
        void upload.abort();
        done(upload);
      },
      ...options,
    });
    upload.start();
  });
}

test('[http.tus] a real client goes on after an interruption and a restart, and a load is made of it', async () => {
  const cut = await run({}, (sent) => sent >= 800_000);
  const path = new URL(cut.url ?? '').pathname;
  await platform.restart();
  const head = await call('HEAD', path);
  expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(800_000);
  expect(head.headers.get('upload-length')).toBe(String(content.length));
  expect(await codeOf(await send(idOf(path)))).toEqual([409, 'upload-unfinished']);

  await run({ uploadUrl: `${platform.address}${path}` });
  const sent = await send(idOf(path));
  expect(sent.status).toBe(202);
  const { id } = (await sent.json()) as { readonly id: string };
  expect(sent.headers.get('location')).toBe(`/api/v1/loads/${id}`);
  const load = await follow(id);
  expect(load).toMatchObject({
    state: 'published',
    file: { name: 'dữ liệu.csv', bytes: content.length },
    result: { received: rows.length, accepted: rows.length },
  });
  expect(await codeOf(await send(idOf(path)))).toEqual([404, 'upload-unknown']);
  expect(await readdir(join(platform.dataFolder, 'landing', 'uploads'))).toEqual([]);
});

test('an upload belongs to its sender', async () => {
  const location = await begin(4, Buffer.from('abcd'));
  for (const method of ['HEAD', 'DELETE']) expect((await call(method, location, other)).status).toBe(404);
  expect(await codeOf(await patch(location, 4, Buffer.from('x'), other))).toEqual([404, 'upload-unknown']);
  const theirs = await platform.as('administrator');
  expect(await codeOf(await send(idOf(location), theirs))).toEqual([404, 'upload-unknown']);
  expect((await call('DELETE', location)).status).toBe(204);
  expect((await call('HEAD', location)).status).toBe(404);
});

test.each([
  ['nobody', {}, 401, 'sign-in-needed'],
  ['a citizen', { role: 'citizen' }, 403, 'right-missing'],
  ['a leader', { role: 'leader' }, 403, 'right-missing'],
] as const)('%s may not upload', async (_who, who, status, code) => {
  const headers = 'role' in who ? await platform.as(who.role) : {};
  const answer = await call('POST', '/api/v1/uploads', { ...headers, 'upload-length': '1' });
  expect(await codeOf(answer)).toEqual([status, code]);
});

test('a foreign site cannot upload with our cookie', async () => {
  for (const method of ['POST', 'PATCH', 'DELETE']) {
    const path = method === 'POST' ? '/api/v1/uploads' : `/api/v1/uploads/${randomUUID()}`;
    const answer = await call(method, path, { cookie: 'daklake_session=x', origin: 'https://evil.example' });
    expect(await codeOf(answer)).toEqual([403, 'origin-foreign']);
  }
});

test.each([
  ['without the protocol', { 'tus-resumable': '' }, 412, 'upload-version-unknown'],
  ['of another version', { 'tus-resumable': '0.2.2' }, 400, 'upload-request-invalid'],
  ['without a length', {}, 400, 'upload-request-invalid'],
  ['of a negative length', { 'upload-length': '-1' }, 400, 'upload-request-invalid'],
  ['larger than allowed', { 'upload-length': String(2 ** 40) }, 413, 'upload-too-large'],
])('an upload %s is refused as a problem', async (_what, headers, status, code) => {
  const answer = await call('POST', '/api/v1/uploads', { ...steward, ...headers });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await codeOf(answer)).toEqual([status, code]);
});

test('bytes at another offset, or more than announced, are refused', async () => {
  const location = await begin(4, Buffer.from('ab'));
  expect(await codeOf(await patch(location, 1, Buffer.from('x')))).toEqual([409, 'upload-offset-wrong']);
  expect(await codeOf(await patch(location, 2, Buffer.from('xyz')))).toEqual([413, 'upload-too-large']);
  await call('DELETE', location);
});

test.each(['..%2f..%2fowner', 'x.json', '%00', 'a'.repeat(99)])('no file of ours is reached by «%s»', async (id) => {
  expect([400, 404]).toContain((await call('HEAD', `/api/v1/uploads/${id}`)).status);
  expect([400, 404]).toContain((await send(id)).status);
});

test('what has arrived of a part that broke off is kept', async () => {
  const location = await begin();
  const half = Math.floor(content.length / 2);
  const gone = request(`${platform.address}${location}`, {
    method: 'PATCH',
    headers: {
      ...steward,
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
      'content-length': String(content.length),
    },
  });
  gone.on('error', () => undefined);
  gone.write(content.subarray(0, half));
  const offset = async () => Number((await call('HEAD', location)).headers.get('upload-offset'));
  const file = join(platform.dataFolder, 'landing', 'uploads', idOf(location));
  await expect.poll(async () => (await stat(file)).size).toBeGreaterThan(0);
  gone.destroy();
  let kept = 0;
  // What was on its way to the disk may still come, and then the offset is another one.
  const goOn = async () => {
    kept = await offset();
    return (await patch(location, kept, content.subarray(kept))).status;
  };
  await expect.poll(goOn).toBe(204);
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThanOrEqual(half);
  const sent = (await (await send(idOf(location))).json()) as { readonly id: string };
  const { file: whole } = await follow(sent.id);
  expect(whole.sha256).toBe(createHash('sha256').update(content).digest('hex'));
});

test('a name of signs that no file has is taken without them', async () => {
  const bytes = Buffer.from('Mã,Họ và tên,Mã xã,Ngày,Số tiền\nA1,An,24133,,');
  const location = await begin(bytes.length, bytes, `a\0\n${'b'.repeat(999)}.csv`);
  const { id } = (await (await send(idOf(location))).json()) as { readonly id: string };
  expect((await follow(id)).file.name).toBe(`a${'b'.repeat(254)}`);
  expect(platform.errors).toEqual([]);
});

test('twenty uploads may be open, whatever many are begun at once', async () => {
  const begun = await Promise.allSettled(Array.from({ length: 30 }, () => begin(1)));
  const made = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(made).toHaveLength(20);
  await expect(begin(1)).rejects.toThrow(/429.*uploads-too-many/);
  for (const location of made) await call('DELETE', location);
});

test('an upload begun twice with one key is one', async () => {
  const headers = { ...steward, 'idempotency-key': randomUUID(), 'upload-length': '3' };
  const first = await call('POST', '/api/v1/uploads', headers);
  const again = await call('POST', '/api/v1/uploads', headers);
  expect([again.status, again.headers.get('location')]).toEqual([201, first.headers.get('location')]);
  const changed = await call('POST', '/api/v1/uploads', { ...headers, 'upload-length': '4' });
  expect(await codeOf(changed)).toEqual([422, 'idempotency-key-reused']);
});

test('what nobody finished within a day is given up', async () => {
  const location = await begin(4, Buffer.from('ab'));
  const file = join(platform.dataFolder, 'landing', 'uploads', idOf(location));
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await utimes(`${file}.json`, yesterday, yesterday);
  await platform.restart();
  expect(existsSync(file)).toBe(false);
  expect((await call('HEAD', location)).status).toBe(404);
});
