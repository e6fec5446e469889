import { expect, test } from 'vitest';
import { holdOf } from './hold-reasons.ts';

const load = { received: 100, accepted: 100, standing: 100, mode: 'replace' } as const;
const reasons = (given: Partial<Parameters<typeof holdOf>[0]>, below = 0.8) =>
  holdOf({ ...load, ...given }, below)?.reasons ?? [];

test('holds what falls under the share, not what meets it', () => {
  expect(reasons({ accepted: 80 })).toEqual([]);
  expect(reasons({ accepted: 79 })).toEqual(['accepted-share', 'row-count']);
  expect(reasons({ accepted: 79, standing: 0 })).toEqual(['accepted-share']);
  expect(reasons({ standing: 126 })).toEqual(['row-count']);
  // Each of these shares, times a hundred, is not the number that it looks like.
  for (const share of [0.07, 0.14, 0.28, 0.29, 0.55, 0.56, 0.57, 0.58]) {
    const accepted = Math.round(share * 100);
    expect(reasons({ accepted }, share)).toEqual([]);
    expect(reasons({ accepted: accepted - 1 }, share)).toEqual(['accepted-share', 'row-count']);
  }
});

test('only a replace is held for its count, and nothing where the share is 0', () => {
  for (const mode of ['upsert', 'append'] as const) expect(reasons({ standing: 1000, mode })).toEqual([]);
  expect(reasons({ accepted: 0, standing: 1000 }, 0)).toEqual([]);
});

test('tells the numbers by which it was decided', () => {
  expect(holdOf({ ...load, accepted: 50, standing: 60 }, 0.9)).toEqual({
    reasons: ['accepted-share', 'row-count'],
    below: 0.9,
    standing: 60,
  });
});
