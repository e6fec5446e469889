import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('figures come out as OpenMetrics has them, whatever stands in a label', async () => {
  const metrics = createMetrics();
  const labels = ['route', 'status'] as const;
  const options = { name: 'daklake_http_request_seconds', help: 'Duration.', labels };
  const seconds = metrics.histogram({ ...options, buckets: [0.5, 1] });
  seconds.observe({ route: '/a"b\\c', status: '200' }, 0.7);
  seconds.observe({ route: '/a"b\\c', status: '200' }, 4);
  metrics.counter({ name: 'daklake_loads_ended', help: 'Loads.', labels: ['state'] }).add({ state: 'failed' }, 2);
  metrics.gauge({ name: 'daklake_loads', help: 'Loads.' }, async () => [[{}, 7]]);

  const { text, contentType } = await metrics.write();
  expect(contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
  const ours = text.split('\n').filter((line) => line.includes('daklake_') || line === '# EOF');
  expect(ours).toEqual([
    '# HELP daklake_http_request_seconds Duration.',
    '# TYPE daklake_http_request_seconds histogram',
    String.raw`daklake_http_request_seconds_bucket{le="0.5",route="/a\"b\\c",status="200"} 0`,
    String.raw`daklake_http_request_seconds_bucket{le="1",route="/a\"b\\c",status="200"} 1`,
    String.raw`daklake_http_request_seconds_bucket{le="+Inf",route="/a\"b\\c",status="200"} 2`,
    String.raw`daklake_http_request_seconds_sum{route="/a\"b\\c",status="200"} 4.7`,
    String.raw`daklake_http_request_seconds_count{route="/a\"b\\c",status="200"} 2`,
    '# HELP daklake_loads_ended Loads.',
    '# TYPE daklake_loads_ended counter',
    'daklake_loads_ended_total{state="failed"} 2',
    '# HELP daklake_loads Loads.',
    '# TYPE daklake_loads gauge',
    'daklake_loads 7',
    '# EOF',
  ]);
});

test('what cannot be read is left out, and the rest is told', async () => {
  const metrics = createMetrics();
  let state = 'received';
  metrics.gauge({ name: 'daklake_broken', help: 'Gone.' }, async () => {
    throw new Error('the database is away');
  });
  metrics.gauge({ name: 'daklake_loads', help: 'Loads.', labels: ['state'] }, async () => [[{ state }, 1]]);
  expect((await metrics.write()).text).toContain('daklake_loads{state="received"} 1');
  state = 'published';
  const { text } = await metrics.write();
  expect(text).toContain('daklake_loads{state="published"} 1');
  expect(text).not.toContain('received');
  expect(text).not.toMatch(/^daklake_broken/m);
});
