import { appendFile, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendBytes, type SentBytes } from './send-bytes.ts';

let app: FastifyInstance;
let folder: string;
let path: string;
let bytes: SentBytes;
let address: string;
let sending: Promise<void>;
let isClosed: boolean;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daklake-send-'));
  path = join(folder, 'file');
  app = fastify();
  app.get('/file', async (_request, reply) => {
    const file = await open(path);
    void reply.headers({ 'content-type': 'text/csv' });
    sending = sendBytes(reply, file, bytes);
    await sending;
    isClosed = await file.stat().then(
      () => false,
      () => true,
    );
  });
  address = await app.listen({ port: 0 });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const content = Buffer.from(Array.from({ length: 3_000_001 }, (_, index) => index % 251));
beforeEach(async () => {
  isClosed = false;
  await writeFile(path, content);
});

test.for([
  [0, content.length],
  [7, 8],
  [1_000_000, 2_600_000],
] as const)('sends bytes %j of a file', async ([start, end]) => {
  bytes = { start, end };
  const answer = await fetch(`${address}/file`);
  expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  expect(Buffer.from(await answer.arrayBuffer()).equals(content.subarray(start, end))).toBe(true);
  await expect.poll(() => isClosed).toBe(true);
});

test('sends a file while it grows, until it is whole', async () => {
  const whole = Promise.withResolvers<number>();
  bytes = { start: 0, end: whole.promise };
  const answer = await fetch(`${address}/file`);
  expect(answer.headers.get('transfer-encoding')).toBe('chunked');
  await sleep(30);
  await appendFile(path, content);
  await sleep(30);
  await appendFile(path, 'end');
  whole.resolve(content.length * 2 + 3);
  const sent = Buffer.from(await answer.arrayBuffer());
  expect(sent.equals(Buffer.concat([content, content, Buffer.from('end')]))).toBe(true);
});

test('a file that is never whole is an answer that is cut off', async () => {
  const whole = Promise.withResolvers<number>();
  bytes = { start: 0, end: whole.promise };
  const answer = await fetch(`${address}/file`);
  expect(answer.status).toBe(200);
  whole.reject(new Error('The process ended'));
  await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
  await expect.poll(() => isClosed).toBe(true);
});

test('a file that is shorter than was said is an answer that is cut off', async () => {
  bytes = { start: 0, end: content.length + 1 };
  const answer = await fetch(`${address}/file`);
  await expect(answer.arrayBuffer()).rejects.toThrow('terminated');
});

test('the file is closed when whoever asked goes away in the middle', async () => {
  await writeFile(path, Buffer.alloc(64 << 20));
  bytes = { start: 0, end: 64 << 20 };
  const leaving = new AbortController();
  await fetch(`${address}/file`, { signal: leaving.signal });
  leaving.abort();
  await sending;
  await expect.poll(() => isClosed).toBe(true);
});
