import { expect, test } from 'vitest';
import { isComing, lastDayOf } from './period.ts';

test.each([
  ['2026', '2026-12-31'],
  ['20261', '2026-03-31'],
  ['2026-Q4', '2026-12-31'],
  ['2026q2', '2026-06-30'],
  ['202602', '2026-02-28'],
  ['2024-02', '2024-02-29'],
  ['202601-202606', '2026-06-30'],
  ['2024-2025', '2025-12-31'],
  ['2026-05-07', '2026-05-07'],
  ['20265', undefined],
  ['202613', undefined],
  ['2026-13-01', undefined],
  ['quý 1', undefined],
  ['', undefined],
])('the last day of %j is %j', (period, day) => {
  expect(lastDayOf(period)).toBe(day);
});

test('a period without rows is known by being written like the others', () => {
  expect(isComing('202612', ['202611', '202610'])).toBe(true);
  expect(isComing('2026-12', ['202611'])).toBe(false);
  expect(isComing('202613', ['202611'])).toBe(false);
  expect(isComing('2026-Q4', [])).toBe(true);
  expect(isComing('đợt 2', ['đợt 1'])).toBe(false);
});
