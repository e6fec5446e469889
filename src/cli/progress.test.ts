import { expect, test } from 'vitest';
import { createProgressBar } from './progress.ts';

function open(terminal: boolean) {
  const written: string[] = [];
  let now = 1_000_000;
  const bar = createProgressBar(
    { write: (text) => void written.push(text), terminal, clock: () => new Date(now) },
    'Đọc',
  );
  return { bar, written, pass: (milliseconds: number) => (now += milliseconds) };
}

test('draws a bar on a terminal, seldom enough, and clears it', () => {
  const { bar, written, pass } = open(true);
  bar.report(1, 2);
  bar.report(2, 2);
  pass(200);
  bar.report(2, 2);
  bar.end();
  expect(written).toEqual([
    `\rĐọc [${'#'.repeat(15)}${'.'.repeat(15)}] 50 %\u001B[K`,
    `\rĐọc [${'#'.repeat(30)}] 100 %\u001B[K`,
    '\r\u001B[K',
  ]);
});

test('writes a line now and then elsewhere', () => {
  const { bar, written, pass } = open(false);
  bar.report(1, null);
  pass(6000);
  bar.report(12_345, null);
  bar.end();
  expect(written).toEqual(['Đọc: 12,345\n']);
});
