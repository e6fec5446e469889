import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function capture(level: 'debug' | 'warn') {
  const lines: string[] = [];
  const log = createLog({ clock: () => new Date(0), write: (line) => void lines.push(line), level });
  return { log, entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('writes an event a line, with the fields of the log it came from', () => {
  const { log, entries } = capture('debug');
  log.with({ request: 'r1' }).info({ rows: 3n }, 'rows read');
  expect(entries()).toEqual([
    { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'rows read', request: 'r1', rows: '3' },
  ]);
});

test('keeps the cause of an error', () => {
  const { log, entries } = capture('debug');
  log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed');
  expect(JSON.stringify(entries())).toContain('inner');
});

test('drops what is below its level', () => {
  const { log, entries } = capture('warn');
  log.info({}, 'no');
  log.warn({}, 'yes');
  expect(entries().map((entry) => entry['event'])).toEqual(['yes']);
});
