import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
const dataset = '/api/v1/datasets/thu-nghiem';
const file = 'Mã,Họ và tên,Mã xã,Ngày,Số tiền\nA1,An,24133,,';

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const put = await platform.call(`${dataset}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: await readText('test/whole-way/communes.odcs.yaml'),
  });
  if (put.status !== 201) throw new Error(await put.text());
});
afterAll(() => platform.close());

interface Sending {
  readonly body?: string | FormData;
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

async function send(key: string, { body = file, query = '?name=a.csv', headers = steward }: Sending = {}) {
  const type: Record<string, string> = typeof body === 'string' ? { 'content-type': 'text/csv' } : {};
  const answer = await platform.call(`${dataset}/loads${query}`, {
    method: 'POST',
    headers: { ...headers, ...type, 'idempotency-key': key },
    body,
  });
  const { id, code } = (await answer.json()) as { readonly id?: string; readonly code?: string };
  return { status: answer.status, id, code, location: answer.headers.get('location') };
}

function form(content = file, name = 'a.csv'): FormData {
  const made = new FormData();
  made.set('file', new Blob([content]), name);
  return made;
}

async function countLoads(): Promise<number> {
  const answer = await platform.call(`${dataset}/loads`, { headers: steward });
  return ((await answer.json()) as { readonly total: number }).total;
}

const landed = async () =>
  (await readdir(join(platform.dataFolder, 'landing'))).filter((name) => name !== 'uploads').length;

test('ten of the same at once are one load, and the same again is that load', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => send(key)));
  const first = await send(key);
  expect(first.status).toBe(202);
  // Whoever came too early is told to ask again; whoever came late enough has the answer.
  const answered = answers.filter(({ status }) => status !== 409);
  expect(answered.length).toBeGreaterThan(0);
  for (const answer of answered) expect(answer).toEqual(first);
  expect([await countLoads(), await landed()]).toEqual([1, 1]);
});

test('a form is known by its file, not by the signs between its parts', async () => {
  const key = randomUUID();
  const first = await send(key, { body: form(), query: '' });
  expect(await send(key, { body: form(), query: '' })).toEqual(first);
  for (const other of [form(`${file}\n`), form(file, 'b.csv')]) {
    expect(await send(key, { body: other, query: '' })).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  }
});

test.each([
  ['file', { body: `${file}\nA2,Bình,24133,,` }],
  ['name', { query: '?name=b.csv' }],
  ['mode', { query: '?name=a.csv&mode=replace' }],
])('another %s under the same key is refused, and its file is not kept', async (_what, other) => {
  const key = randomUUID();
  expect((await send(key)).status).toBe(202);
  const before = [await countLoads(), await landed()];
  expect(await send(key, other)).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
  expect([await countLoads(), await landed()]).toEqual(before);
});

test('a refused file frees its key', async () => {
  const key = randomUUID();
  expect(await send(key, { query: '?mode=other' })).toMatchObject({ status: 400, code: 'mode-unknown' });
  expect((await send(key)).status).toBe(202);
});

test('the key is remembered by the server that comes after', async () => {
  const key = randomUUID();
  const first = await send(key);
  await platform.restart();
  expect(await send(key)).toEqual(first);
});

test('a sender who leaves before the answer finds his load by asking again', async () => {
  const key = randomUUID();
  const before = await countLoads();
  const leave = new AbortController();
  const left = platform.call(`${dataset}/loads?name=left.csv`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'text/csv', 'idempotency-key': key },
    body: file,
    signal: leave.signal,
  });
  setTimeout(() => leave.abort(), 3);
  await left.catch(() => undefined);
  let again = await send(key, { query: '?name=left.csv' });
  for (; again.status === 409; again = await send(key, { query: '?name=left.csv' })) await sleep(20);
  expect(again.status).toBe(202);
  expect(await countLoads()).toBe(before + 1);
});

test('a load and its key are kept together, or neither', async () => {
  const before = [await countLoads(), await landed()];
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const init = {
    method: 'POST',
    headers: { ...steward, 'content-type': 'text/csv', 'idempotency-key': 'together' },
    body: readable,
    // Node's fetch asks for it where the body is a stream; the types of the DOM do not know it.
    duplex: 'half',
  };
  const answer = platform.call(`${dataset}/loads?name=a.csv`, init as RequestInit);
  await writer.write(Buffer.from(file));
  // As if the server could not keep the answer any more.
  for (let taken = 0n; taken === 0n; await sleep(5)) {
    taken =
      (await sql`delete from platform.kept_answers where key = 'together'`.execute(platform.database))
        .numAffectedRows ?? 0n;
  }
  await writer.close();
  expect((await answer).status).toBe(500);
  expect([await countLoads(), await landed()]).toEqual(before);
});

test('an upload is loaded once, and the same request finds its load', async () => {
  const tus = { ...steward, 'tus-resumable': '1.0.0' };
  const bytes = Buffer.from(file);
  const whole = await platform.call('/api/v1/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(bytes.length), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  const query = `?upload=${whole.headers.get('location')?.split('/').at(-1)}`;
  const key = randomUUID();
  const first = await send(key, { query });
  expect(first.status).toBe(202);
  expect(await send(key, { query })).toEqual(first);
  expect((await send(randomUUID(), { query })).status).toBe(404);
});
