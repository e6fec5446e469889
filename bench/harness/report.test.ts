import { expect, test } from 'vitest';
import { isMet, medianOf, type Figure } from './figure.ts';
import { readReport, writeReport } from './report.ts';

const figure = { name: 'a thing', value: 2, unit: '×', detail: 'two runs' } as const satisfies Figure;

test('a report is read back as it was written, and says which bound does not hold', () => {
  const measured = new Map([
    ['b', { on: '2026-11-22', figures: [{ ...figure, bound: { atMost: 1.5 } }] }],
    ['a', { on: '2026-11-21', figures: [{ ...figure, bound: { atLeast: 2 } }, figure] }],
  ]);
  const text = writeReport(measured);
  expect(readReport(text)).toEqual(measured);
  expect(text).toContain('| b | a thing | 2 × | ≤ 1.5 × | **no** | two runs | 2026-11-22 |');
  expect(text.indexOf('| a |')).toBeLessThan(text.indexOf('| b |'));
  expect(readReport('')).toEqual(new Map());
});

test('a bound holds at its very value, and a figure without one always', () => {
  expect(
    [{ atMost: 2 }, { atMost: 1.9 }, { atLeast: 2 }, { atLeast: 2.1 }].map((bound) => isMet({ ...figure, bound })),
  ).toEqual([true, false, true, false]);
  expect(isMet(figure)).toBe(true);
});

test('the median is the middle, or the mean of the two middles', () => {
  expect([[3, 1, 2], [4, 1, 3, 2], [7]].map(medianOf)).toEqual([2, 2.5, 7]);
});
