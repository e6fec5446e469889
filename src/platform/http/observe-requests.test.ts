import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DomainError } from '../errors/domain-error.ts';
import { createLog } from '../log/log.ts';
import { createMetrics } from '../metrics/metrics.ts';
import type { Attributes, StartSpan, Tracing } from '../tracing/tracing.ts';
import { createHttp, type Http } from './create-http.ts';

interface Recorded extends StartSpan {
  readonly name: string;
  readonly set: Attributes[];
  readonly ends: (string | undefined)[];
}

const traceId = 'c'.repeat(32);
const spans: Recorded[] = [];
const lines: string[] = [];
const metrics = createMetrics();
const tracing: Tracing = {
  on: true,
  start: (name, options = {}) => {
    const span: Recorded = { name, ...options, set: [], ends: [] };
    spans.push(span);
    return {
      traceparent: `00-${traceId}-${'d'.repeat(16)}-01`,
      set: (attributes) => void span.set.push(attributes),
      end: (failed) => void span.ends.push(failed),
    };
  },
  close: async () => undefined,
};

let app: Http;
let port: number;
beforeAll(async () => {
  app = await createHttp({
    tracing,
    metrics,
    log: createLog({ clock: () => new Date(0), write: (line) => void lines.push(line), level: 'info' }),
    origin: 'https://data.example.vn',
    version: '1',
    maxUploadBytes: 1024,
    identify: async ({ headers }) => {
      if (headers.authorization === undefined) return { kind: 'anonymous' };
      throw new DomainError('token-unknown', { kind: 'unauthenticated', title: 'Unknown' }, 'no such token');
    },
    isReady: async () => true,
  });
  app.get('/api/v1/things/:id', async () => ({ ok: true }));
  app.get('/api/v1/fault', async () => {
    throw new Error('ours');
  });
  app.post('/api/v1/slow', async () => sleep(10_000));
  app.get('/assets/page-a1b2.js', async () => '');
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterAll(() => app.close());
beforeEach(() => {
  spans.length = 0;
  lines.length = 0;
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

test('a request is a span by its route, a part of the trace that the asker names, and found in the log by both ids', async () => {
  const parent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const answer = await get('/api/v1/things/an-id-of-somebody?name=Hoa', { traceparent: parent });
  expect(spans).toEqual([
    {
      name: 'GET /api/v1/things/:id',
      parent,
      kind: 'server',
      attributes: {
        'http.request.method': 'GET',
        'http.route': '/api/v1/things/:id',
        'daklake.request': answer.headers['x-request-id'],
      },
      set: [{ 'http.response.status_code': 200 }],
      ends: [undefined],
    },
  ]);
  expect(JSON.stringify(spans)).not.toContain('somebody');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    event: 'request answered',
    request: answer.headers['x-request-id'],
    trace: traceId,
  });
});

test('a fault of ours fails its span, a refusal does not', async () => {
  await get('/api/v1/fault');
  await get('/api/v1/things/1', { authorization: 'Bearer wrong' });
  await get('/nowhere');
  expect(spans.map(({ set, ends }) => [set[0]?.['http.response.status_code'], ends])).toEqual([
    [500, ['500']],
    [401, [undefined]],
    [404, [undefined]],
  ]);
});

test('the span of a caller who leaves ends all the same', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('POST /api/v1/slow HTTP/1.1\r\nhost: data.example.vn\r\ncontent-length: 0\r\n\r\n');
  await expect.poll(() => spans.length).toBe(1);
  socket.destroy();
  await expect.poll(() => spans[0]?.ends).toEqual([undefined]);
  expect(spans[0]?.set).toEqual([{ 'daklake.caller_left': true }]);
});

test('addresses that somebody makes up are one figure, whatever their method', async () => {
  for (let count = 0; count < 20; count++) {
    await get(`/made-up/${count}`);
    await get(`/api/v1/made-up/${count}`);
    await get(`/api/v1/things/${count}`);
  }
  await app.inject({ url: '/api/v1/things/1', method: 'PROPFIND' as 'GET' });
  await get('/assets/page-a1b2.js');
  const { text } = await metrics.write();
  const series = [...text.matchAll(/^daklake_http_request_seconds_count\{(.*)\} (\d+)$/gm)].map(([, labels]) => labels);
  const routes = new Set(series.map((labels) => /route="([^"]*)"/.exec(labels ?? '')?.[1]));
  expect([...routes].sort()).toEqual(['/api/v1/fault', '/api/v1/things/:id', '/assets/*', 'none']);
  expect(text).not.toContain('PROPFIND');
});
