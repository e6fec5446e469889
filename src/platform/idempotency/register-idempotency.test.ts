import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { DomainError } from '../errors/domain-error.ts';
import { createHttp, type Http } from '../http/create-http.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { noTracing } from '../tracing/tracing.ts';
import { silentLog } from '../log/log.ts';
import { createAnswerStore } from './answer-store.ts';
import { registerIdempotency } from './register-idempotency.ts';

let store: TestDatabase;
let app: Http;
let done: string[] = [];
let now = new Date('2026-11-22T00:00:00Z');
let refuse = false;
let held: Promise<void> = Promise.resolve();

async function start(): Promise<Http> {
  const http = await createHttp({
    tracing: noTracing,
    metrics: createMetrics(),
    log: silentLog,
    origin: 'http://localhost',
    version: '0',
    maxUploadBytes: 1000,
    identify: async ({ headers }) =>
      headers.authorization === undefined
        ? { kind: 'anonymous' }
        : { kind: 'token', id: headers.authorization, name: 'x', role: 'machine', agency: null, unit: null },
    isReady: async () => true,
  });
  const answers = createAnswerStore({ database: store.database, clock: () => now });
  await registerIdempotency(http, { store: answers, database: store.database });
  http.post('/api/v1/things', { schema: { body: z.looseObject({}) } }, async ({ body }, reply) => {
    await held;
    if (refuse) throw new DomainError('thing-refused', { kind: 'conflict', title: 'No' }, 'not now');
    done.push(JSON.stringify(body));
    return reply.code(201).header('location', `/things/${done.length}`).send({ id: done.length });
  });
  http.post('/api/v1/other', async () => done.push('other'));
  http.post('/api/v1/exempt', { config: { idempotency: 'exempt' } }, async () => done.push('exempt'));
  http.post('/api/v1/ask', { config: { idempotency: 'repeatable' } }, async () => done.push('asked'));
  http.addContentTypeParser('application/octet-stream', (_request, payload, read) => read(null, payload));
  http.post('/api/v1/guess', { config: { idempotency: 'repeatable' } }, async (request) => {
    const content = request.keyed?.passThrough(request.body as Readable, 'a') ?? Readable.from([]);
    return done.push((await content.toArray()).join(''));
  });
  http.post('/api/v1/fault', async () => {
    done.push('fault');
    throw new Error('broken');
  });
  await http.ready();
  return http;
}

beforeAll(async () => {
  store = await createTestDatabase({ migrations: [] });
  app = await start();
});
beforeEach(async () => {
  await sql`truncate platform.kept_answers`.execute(store.database);
  done = [];
  refuse = false;
});
afterAll(async () => {
  await app.close();
  await store.close();
});

interface Post {
  readonly url?: string;
  readonly as?: string | null;
  readonly body?: unknown;
}

function post(key: string, { url = '/api/v1/things', as = 'Lan', body = { a: 1, b: [2] } }: Post = {}, http = app) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const who = as === null ? {} : { authorization: as };
  const headers = { 'idempotency-key': key, 'content-type': 'application/json', ...who };
  return http.inject({ method: 'POST', url, headers, payload });
}

test('[http.idempotency] the same request again is answered as before and done once', async () => {
  const first = await post('k');
  const again = await post('k', { body: '{ "b":[2],  "a":1 }' });
  expect(done).toEqual(['{"a":1,"b":[2]}']);
  expect([again.statusCode, again.body, again.headers['location'], again.headers['content-type']]).toEqual([
    201,
    '{"id":1}',
    '/things/1',
    first.headers['content-type'],
  ]);
  expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
});

test.each([
  ['another body', { body: { a: 2 } }],
  ['another order of a list', { body: { a: 1, b: [2, 3] } }],
  ['another address', { url: '/api/v1/other' }],
  ['another parameter', { url: '/api/v1/things?x=1' }],
])('the key with %s is refused', async (_what, other) => {
  await post('k');
  const refused = await post('k', other);
  expect([refused.statusCode, refused.json().code]).toEqual([422, 'idempotency-key-reused']);
  expect(done).toHaveLength(1);
});

test('of many at once one is done, and the others are told to ask again', async () => {
  const { promise, resolve: go } = Promise.withResolvers<void>();
  held = promise;
  let told = 0;
  const ask = async () => {
    const answer = await post('k');
    if (answer.statusCode === 409 && (told += 1) === 9) go();
    return answer;
  };
  const answers = await Promise.all(Array.from({ length: 10 }, ask));
  const statuses = answers.map(({ statusCode }) => statusCode).toSorted();
  expect(statuses).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  const busy = answers.find(({ statusCode }) => statusCode === 409);
  expect([busy?.headers['retry-after'], busy?.json().code]).toEqual(['1', 'idempotency-key-busy']);
  expect(done).toHaveLength(1);
  expect((await post('k')).statusCode).toBe(201);
});

test('keys of different callers never meet', async () => {
  await post('k');
  expect((await post('k', { as: 'Minh', body: { a: 9 } })).statusCode).toBe(201);
  expect(done).toHaveLength(2);
});

test('nobody in particular has no keys', async () => {
  await post('k', { as: null });
  await post('k', { as: null });
  expect(done).toHaveLength(2);
});

test.each([' ', 'a b', 'khoá', 'x'.repeat(256)])('the key «%s» is refused', async (key) => {
  const refused = await post(Buffer.from(key).toString('latin1'));
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'idempotency-key-invalid']);
});

test('an address that is none has no keys', async () => {
  expect((await post('k', { url: '/api/v1/none' })).statusCode).toBe(404);
  expect((await post('k')).statusCode).toBe(201);
});

describe('nothing is kept', () => {
  test('of a refusal, which frees the key for the mended request', async () => {
    refuse = true;
    expect((await post('k')).statusCode).toBe(409);
    refuse = false;
    expect((await post('k', { body: { mended: true } })).statusCode).toBe(201);
  });

  test('of a fault of ours', async () => {
    expect((await post('k', { url: '/api/v1/fault' })).statusCode).toBe(500);
    await post('k', { url: '/api/v1/fault' });
    expect(done).toEqual(['fault', 'fault']);
  });

  test('where the answer is a secret', async () => {
    await post('k', { url: '/api/v1/exempt' });
    await post('k', { url: '/api/v1/exempt', body: { a: 2 } });
    expect(done).toHaveLength(2);
  });

  test('of an answer that is made anew each time, but of what was asked', async () => {
    await post('k', { url: '/api/v1/ask' });
    expect((await post('k', { url: '/api/v1/ask' })).body).toBe('2');
    expect((await post('k', { url: '/api/v1/ask', body: { other: 1 } })).statusCode).toBe(422);
  });
});

test('a stream that changes nothing is known by its content', async () => {
  const send = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/guess',
      headers: { 'idempotency-key': 'k', 'content-type': 'application/octet-stream', authorization: 'Lan' },
      payload,
    });
  expect([(await send('a')).body, (await send('a')).body]).toEqual(['1', '2']);
  expect((await send('b')).statusCode).toBe(422);
});

test('a key is remembered for a day, by the next process too', async () => {
  await post('k');
  const next = await start();
  try {
    now = new Date(now.getTime() + 23 * 3_600_000);
    expect((await post('k', {}, next)).json()).toEqual({ id: 1 });
    now = new Date(now.getTime() + 2 * 3_600_000);
    expect((await post('k', {}, next)).json()).toEqual({ id: 2 });
  } finally {
    await next.close();
  }
});

test('a request that an ended process did not answer may come again', async () => {
  await sql`insert into platform.kept_answers (caller, key, target, began_at)
    values (${JSON.stringify(['token', 'Lan', 'machine', null, null])}, 'k', 'POST /api/v1/things?', ${now})`.execute(
    store.database,
  );
  expect((await post('k')).statusCode).toBe(409);
  const next = await start();
  expect((await post('k', {}, next)).statusCode).toBe(201);
  await next.close();
});
