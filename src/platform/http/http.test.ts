import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError } from '../errors/domain-error.ts';
import { createLog, silentLog } from '../log/log.ts';
import { createHttp, type Http } from './create-http.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { noTracing } from '../tracing/tracing.ts';
import { languageOf } from './language.ts';
import { problemResponses } from './problem.ts';

const Thing = z.object({ id: z.string() }).meta({ id: 'Thing' });
const logged: string[] = [];
let app: Http;
let ready = true;

beforeAll(async () => {
  app = await createHttp({
    tracing: noTracing,
    metrics: createMetrics(),
    log: createLog({ clock: () => new Date(0), write: (line) => void logged.push(line), level: 'debug' }),
    origin: 'https://data.example.vn',
    version: '1.2.3',
    maxUploadBytes: 1024,
    identify: async (request, { again }) => {
      if (again) return { kind: 'anonymous' };
      const token = request.headers.authorization;
      if (token === 'Bearer wrong') {
        throw new DomainError('token-unknown', { kind: 'unauthenticated', title: 'Unknown token' }, 'no such token');
      }
      if (token === undefined) return { kind: 'anonymous' };
      return { kind: 'token', id: '1', name: 'test', role: 'machine', agency: null, unit: null };
    },
    isReady: async () => ready,
  });
  app.get(
    '/api/v1/things/:id',
    {
      schema: {
        params: z.object({ id: z.string() }),
        querystring: z.object({ limit: z.coerce.number().int().max(10).optional() }),
        response: { 200: Thing, ...problemResponses(404) },
      },
    },
    async (request) => ({ id: request.params.id, secret: 'never shown' }),
  );
  app.post('/api/v1/things', { schema: { body: Thing, response: { 201: Thing } } }, async (request, reply) =>
    reply.code(201).send(request.body),
  );
  app.get('/api/v1/who', async (request) => ({ ...request.caller, language: languageOf(request) }));
  app.get('/api/v1/who-now', async (request) => [request.caller.kind, (await request.identifyAgain()).kind]);
  app.get('/api/v1/conflict', async () => {
    throw new DomainError('thing-locked', { kind: 'conflict', title: 'Locked' }, 'by another', {
      members: { hint: 'wait', status: 1 },
    });
  });
  app.get('/api/v1/fault', async () => {
    throw new Error('the password is 12345');
  });
  await app.ready();
});
afterAll(() => app.close());

test('answers only what the schema names', async () => {
  const response = await app.inject('/api/v1/things/7');
  expect(response.json()).toEqual({ id: '7' });
  expect(response.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
});

test('a domain error becomes its problem; its members cannot overwrite the standard ones', async () => {
  const response = await app.inject('/api/v1/conflict');
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.json()).toEqual({
    type: 'urn:problem-type:daklake:thing-locked',
    title: 'Locked',
    status: 409,
    code: 'thing-locked',
    detail: 'by another',
    requestId: response.headers['x-request-id'],
    hint: 'wait',
  });
});

test('an unknown error is logged whole and shown blank', async () => {
  const response = await app.inject('/api/v1/fault');
  expect(response.statusCode).toBe(500);
  expect(response.json()).toMatchObject({ code: 'internal', detail: '' });
  expect(response.body).not.toContain('12345');
  const requestId = (response.json() as { readonly requestId: string }).requestId;
  expect(logged.some((line) => line.includes('12345') && line.includes(requestId))).toBe(true);
});

test.each([
  ['GET', '/api/v1/things/7?limit=11', undefined, 400, 'request-invalid'],
  ['POST', '/api/v1/things', '{"id":1}', 400, 'request-invalid'],
  ['POST', '/api/v1/things', '{broken', 400, 'request-invalid'],
  ['POST', '/api/v1/things', JSON.stringify({ id: 'x'.repeat(1 << 20) }), 413, 'body-too-large'],
  ['GET', '/api/v1/nothing', undefined, 404, 'route-unknown'],
  ['DELETE', '/api/v1/things/7', undefined, 405, 'method-not-allowed'],
] as const)('%s %s is a problem', async (method, url, payload, status, code) => {
  const headers = payload === undefined ? {} : { 'content-type': 'application/json' };
  const response = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  expect([response.statusCode, (response.json() as { readonly code: string }).code]).toEqual([status, code]);
});

test('says which field is wrong', async () => {
  const response = await app.inject({ method: 'POST', url: '/api/v1/things', payload: { id: 1 } });
  expect(response.json()).toMatchObject({ errors: [{ in: 'body', path: '/id' }] });
});

test('names the methods that an address takes', async () => {
  const response = await app.inject({ method: 'DELETE', url: '/api/v1/things/7' });
  expect(response.headers['allow']).toBe('GET, HEAD');
});

test('refuses a body type that it does not take', async () => {
  const headers = { 'content-type': 'application/x-other' };
  const response = await app.inject({ method: 'POST', url: '/api/v1/things', headers, payload: 'x' });
  expect(response.json()).toMatchObject({ status: 415, code: 'media-type-unsupported' });
});

test('knows who asks, and refuses a wrong token everywhere under /api/', async () => {
  const headers = { authorization: 'Bearer right', 'accept-language': 'fr, en;q=0.8, vi;q=0.5' };
  expect((await app.inject({ url: '/api/v1/who', headers })).json()).toMatchObject({ name: 'test', language: 'en' });
  expect((await app.inject('/api/v1/who')).json()).toEqual({ kind: 'anonymous', language: 'vi' });
  // Looking again says that it is no request.
  expect((await app.inject({ url: '/api/v1/who-now', headers })).json()).toEqual(['token', 'anonymous']);
  const wrong = await app.inject({ url: '/api/v1/things/1', headers: { authorization: 'Bearer wrong' } });
  expect(wrong.json()).toMatchObject({ status: 401, code: 'token-unknown' });
});

test.each([
  [{ cookie: 's=1', origin: 'https://evil.example' }, 403],
  [{ cookie: 's=1', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
  [{ cookie: 's=1', 'sec-fetch-site': 'same-site' }, 403],
  [{ cookie: 's=1', origin: 'null' }, 403],
  [{ cookie: 's=1', origin: 'https://data.example.vn', 'sec-fetch-site': 'same-origin' }, 201],
  [{ cookie: 's=1', origin: 'http://inner.example', host: 'inner.example' }, 201],
  [{ cookie: 's=1' }, 201],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'https://evil.example', authorization: 'Bearer right' }, 201],
])('a change with %j is answered %i', async (headers, status) => {
  const response = await app.inject({ method: 'POST', url: '/api/v1/things', headers, payload: { id: '1' } });
  expect(response.statusCode).toBe(status);
});

test('is alive at once and ready when it says so', async () => {
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  expect((await app.inject('/readyz')).statusCode).toBe(200);
  ready = false;
  expect((await app.inject('/readyz')).headers['retry-after']).toBe('5');
  expect((await app.inject('/readyz')).json()).toMatchObject({ status: 503, code: 'not-ready' });
});

test('describes itself as OpenAPI 3.1', async () => {
  const document = (await app.inject('/api/v1/openapi.json')).json() as {
    readonly openapi: string;
    readonly paths: object;
    readonly components: { readonly schemas: object };
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/api/v1/things/{id}', '/api/v1/things']));
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Problem', 'Thing']));
  expect(JSON.stringify(document)).not.toContain('ProblemInput');
});

test('answers what is under way before it closes', async () => {
  const slow = await createHttp({
    tracing: noTracing,
    metrics: createMetrics(),
    log: silentLog,
    origin: 'http://localhost',
    version: '1',
    maxUploadBytes: 1,
    identify: async () => ({ kind: 'anonymous' }),
    isReady: async () => true,
  });
  const asked = Promise.withResolvers<void>();
  slow.get('/slow', async () => {
    asked.resolve();
    await sleep(200);
    return 'whole';
  });
  const address = await slow.listen({ port: 0, host: '127.0.0.1' });
  const answer = fetch(`${address}/slow`).then((response) => response.text());
  await asked.promise;
  await slow.close();
  expect(await answer).toBe('whole');
});

test('whoever is turned away is logged with his address, which only a trusted proxy may name', async () => {
  const addresses = async (trustedProxies: readonly string[]) => {
    const lines: string[] = [];
    const door = await createHttp({
      tracing: noTracing,
      metrics: createMetrics(),
      log: createLog({ clock: () => new Date(0), write: (line) => void lines.push(line), level: 'info' }),
      origin: 'https://data.example.vn',
      version: '1.2.3',
      maxUploadBytes: 1024,
      trustedProxies,
      identify: async () => {
        throw new DomainError('token-unknown', { kind: 'unauthenticated', title: 'Unknown token' }, 'no such token');
      },
      isReady: async () => true,
    });
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' };
    for (const [url, remoteAddress] of [
      ['/api/v1/session', '192.0.2.1'],
      ['/api/v1/session', '192.0.2.2'],
      ['/healthz', '192.0.2.1'],
    ] as const) {
      await door.inject({ url, remoteAddress, headers });
    }
    await door.close();
    return lines.map((line) => (JSON.parse(line) as { readonly address?: string }).address);
  };
  expect(await addresses([])).toEqual(['192.0.2.1', '192.0.2.2', undefined]);
  expect(await addresses(['192.0.2.1'])).toEqual(['203.0.113.7', '192.0.2.2', undefined]);
});
