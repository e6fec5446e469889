import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { startTraceReceiver } from '../../../test/support/trace-receiver.ts';
import { createOtlpTracing } from './otlp-tracing.ts';
import { openTracing } from './open-tracing.ts';
import { noTracing, traceOf } from './tracing.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const version = '1.2.3';
const noHeaders = { headers: undefined, version };
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function startServer(answer: (server: Server) => void): Promise<string> {
  const server = createServer();
  open.push(server);
  answer(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // It listens on a port, not on a path.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('where nobody collects traces', () => {
  test('nothing is recorded', async () => {
    const tracing = await openTracing({ endpoint: undefined, ...noHeaders });
    expect(tracing).toBe(noTracing);
    const span = tracing.start('a', { attributes: { b: 1 } });
    span.set({ c: true });
    span.end('failed');
    expect(span.traceparent).toBeUndefined();
    expect(traceOf(span.traceparent)).toBeUndefined();
  });

  test('none of the exporter’s code is loaded', async () => {
    const script = `
      const { openTracing } = await import('#platform/tracing/open-tracing.ts');
      await openTracing({ endpoint: undefined, headers: undefined, version: '1' });
      const { createRequire } = await import('node:module');
      console.log(Object.keys(createRequire('${root}/x.js').cache).filter((name) => name.includes('opentelemetry')).length);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
    });
    expect(stdout.trim()).toBe('0');
  });
});

describe('where somebody does', () => {
  test('a span that is given no parent, or none that is one, begins a trace of its own', async () => {
    const receiver = await startTraceReceiver();
    const tracing = createOtlpTracing({ endpoint: `${receiver.endpoint}/`, ...noHeaders });
    const trace = 'a'.repeat(32);
    const parents = [
      undefined,
      '',
      'x',
      `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`,
      `ff-${trace}-${'b'.repeat(16)}-01`,
    ];
    for (const parent of parents) tracing.start('alone', { parent }).end();
    tracing.start('joined', { parent: `00-${trace}-${'b'.repeat(16)}-00` }).end('too late');
    await tracing.close();

    const alone = receiver.spans.filter((span) => span.name === 'alone');
    expect(alone).toHaveLength(parents.length);
    for (const span of alone) expect(span.parentSpanId ?? '').toBe('');
    expect(new Set(alone.map((span) => span.traceId)).size).toBe(parents.length);
    const joined = receiver.spans.find((span) => span.name === 'joined');
    expect(joined).toMatchObject({
      traceId: trace,
      parentSpanId: 'b'.repeat(16),
      status: { code: 2, message: 'too late' },
    });
    await receiver.close();
  });

  test('headers go along as they were meant', async () => {
    const receiver = await startTraceReceiver();
    const headers = 'x-one=a%20b, x-two = c=d ,nonsense,x-three=100%';
    const tracing = createOtlpTracing({ endpoint: receiver.endpoint, headers, version });
    tracing.start('a').end();
    await tracing.close();
    expect(receiver.headers()).toMatchObject({ 'x-one': 'a b', 'x-two': 'c=d', 'x-three': '100%' });
    await receiver.close();
  });

  test.each([
    ['is not there', async () => 'http://127.0.0.1:9'],
    ['never answers', () => startServer((server) => server.on('request', () => undefined))],
    ['answers with an error', () => startServer((server) => server.on('request', (_, to) => to.writeHead(500).end()))],
  ])('a collector that %s delays nothing, and an ending server by little', async (_, start) => {
    const tracing = createOtlpTracing({ endpoint: await start(), ...noHeaders, lastWait: 300 });
    for (let count = 0; count < 5000; count++) tracing.start('a').end();
    const before = performance.now();
    await tracing.close();
    // The 300 ms asked for, not the five seconds after which the sender of spans gives up.
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});
