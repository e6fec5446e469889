import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HealthView } from '#api/health.ts';
import { makeContract } from '../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../test/support/platform.ts';
import { startTraceReceiver, type TraceReceiver } from '../../../test/support/trace-receiver.ts';

let receiver: TraceReceiver;
let platform: TestPlatform;
let administrator: Record<string, string>;

const traceId = randomBytes(16).toString('hex');
const secret = `Bearer ${randomBytes(8).toString('hex')}`;

beforeAll(async () => {
  receiver = await startTraceReceiver();
  const headers = `authorization=${encodeURIComponent(secret)}`;
  platform = await startTestPlatform({
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers },
  });
  administrator = await platform.as('administrator');
  for (const id of ['duong', 'nha']) await register(id);
});
afterAll(async () => {
  await platform.close();
  await receiver.close();
});

async function register(id: string): Promise<void> {
  const key = { name: 'ma', logicalType: 'string', primaryKey: true, primaryKeyPosition: 1 };
  const put = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...administrator, 'content-type': 'application/json' },
    body: makeContract({ id, fields: [key, { name: 'so', logicalType: 'integer' }] }),
  });
  if (put.status !== 201) throw new Error(await put.text());
}

/** Sends a file and follows it until its run ends; the request's and the load's id. */
async function send(dataset: string, body: string, headers: Record<string, string> = {}) {
  const sent = await platform.call(`/api/v1/datasets/${dataset}/loads?name=a.csv`, {
    method: 'POST',
    headers: { ...administrator, 'content-type': 'application/octet-stream', ...headers },
    body,
  });
  const { id } = (await sent.json()) as { id: string };
  await expect.poll(() => eventsOf(id).at(-1)?.['event']).toBe('load ended');
  return { id, request: sent.headers.get('x-request-id') };
}

const eventsOf = (load: string) => platform.events().filter((event) => event['load'] === load);

describe.each(['/metrics', '/api/v1/health'])('%s', (path) => {
  test('is for nobody without a sign-in', async () => {
    const response = await platform.call(path);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([401, 'sign-in-needed']);
  });

  test.each(['steward', 'officer', 'leader', 'auditor', 'citizen', 'machine'] as const)(
    'is not for a %s',
    async (role) => {
      const response = await platform.call(path, { headers: await platform.as(role, { agency: 'H15.05' }) });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'right-missing', missing: 'see-operations' });
    },
  );

  test.each(['administrator', 'operator'] as const)('is for an %s', async (role) => {
    expect((await platform.call(path, { headers: await platform.as(role) })).status).toBe(200);
  });
});

test('a load’s events, from its receipt to its end, carry the id of the request that sent it', async () => {
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-00`;
  const { id, request } = await send('duong', 'ma,so\nA,1\nB,2\n', { traceparent });

  expect(eventsOf(id).map(({ event }) => event)).toEqual([
    'load received',
    ...Array(3).fill('load stage ended'),
    'load ended',
  ]);
  for (const event of eventsOf(id)) expect(event).toMatchObject({ request, dataset: 'duong' });
  expect(eventsOf(id).at(-1)).toMatchObject({ state: 'published', received: 2, accepted: 2, rejected: 0 });
  const answered = platform
    .events()
    .find((event) => event['event'] === 'request answered' && event['request'] === request);
  expect(answered).toMatchObject({ status: 202, trace: traceId });
});

test('a load is a part of the trace of the request that sent it, with a span for each stage', async () => {
  const ours = () => receiver.spans.filter((span) => span.traceId === traceId);
  await expect.poll(() => ours().length).toBe(6);
  const named = (name: string) => ours().find((span) => span.name === name);
  const request = named('POST /api/v1/datasets/:id/loads');
  const load = named('load');
  expect(request?.attributes).toMatchObject({ 'http.response.status_code': expect.anything() });
  expect(named('load waiting')?.parentSpanId).toBe(request?.spanId);
  expect(load?.parentSpanId).toBe(request?.spanId);
  expect(load?.attributes).toMatchObject({ 'daklake.dataset': 'duong', 'daklake.state': 'published' });
  for (const stage of ['reading', 'checking', 'publishing']) {
    expect(named(`load ${stage}`)?.parentSpanId).toBe(load?.spanId);
  }
  expect(receiver.paths).toEqual(new Set(['/v1/traces']));
  expect(receiver.headers().authorization).toBe(secret);
});

test('figures are in the OpenMetrics format, by route and not by address', async () => {
  const response = await platform.call('/metrics', { headers: administrator });
  expect(response.headers.get('content-type')).toContain('application/openmetrics-text');
  const text = await response.text();
  expect(text.endsWith('# EOF\n')).toBe(true);
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE|UNIT) \w+ .*|# EOF|\w+(\{(\w+="([^"\\]|\\.)*",?)*\})? [-+.\deNaInf]+)$/);
  }
  expect(text).toContain('daklake_loads_ended_total{state="published",code=""} 1');
  expect(text).toContain('daklake_load_rows_total{outcome="accepted"} 2');
  expect(text).toMatch(/daklake_http_request_seconds_count\{.*route="\/api\/v1\/datasets\/:id\/loads".*\} 1/);
  expect(text).toContain('daklake_loads{state="published"} 1');
  expect(text).toContain('daklake_health_condition{part="database"} 0');
  expect(text).toMatch(/daklake_memory_bytes\{process="server"\} \d{7,}/);
  expect(text).not.toContain('duong');
});

test('[http.operations] health says of every part what is found, in words', async () => {
  const response = await platform.call('/api/v1/health', { headers: administrator });
  const health = HealthView.parse(await response.json());
  expect(health.parts.map(({ part }) => part)).toEqual([
    'database',
    'disk',
    'memory',
    'queue',
    'loads',
    'files',
    'clock',
  ]);
  expect(health.parts.find(({ part }) => part === 'queue')).toMatchObject({
    condition: 'good',
    code: 'queue-moving',
    what: { vi: '0 lần gửi đang xử lý, 0 đang chờ.' },
    mend: null,
  });
});

test('a load that goes on after a restart still belongs to the request that sent it', async () => {
  const trace = randomBytes(16).toString('hex');
  const traceparent = `00-${trace}-${randomBytes(8).toString('hex')}-01`;
  const { id, request } = await send('nha', 'ma,so\nA,1\nB,x\nC,y\n', { traceparent });
  expect(eventsOf(id).at(-1)).toMatchObject({ state: 'held', rejected: 2 });
  await platform.restart();
  const before = eventsOf(id).length;
  const decided = await platform.call(`/api/v1/loads/${id}/decision`, {
    method: 'POST',
    headers: { ...administrator, 'content-type': 'application/json' },
    body: JSON.stringify({ publish: true, note: 'Đã xem.' }),
  });
  expect(decided.status).toBeLessThan(300);
  await expect.poll(() => eventsOf(id).at(-1)?.['state']).toBe('published');
  for (const event of eventsOf(id).slice(before)) expect(event).toMatchObject({ request });
  expect(eventsOf(id)[before]).toMatchObject({ event: 'load decided', publish: true });
  const text = await (await platform.call('/metrics', { headers: administrator })).text();
  expect(text).toContain('daklake_loads_ended_total{state="published",code=""} 1');
  expect(text).not.toContain('daklake_load_rows_total{');
  const runs = () => receiver.spans.filter((span) => span.traceId === trace && span.name === 'load');
  await expect.poll(() => runs().map((span) => span.attributes['daklake.state'])).toEqual(['held', 'published']);
});
