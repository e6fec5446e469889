import { expect, test } from 'vitest';
import { bandOf, scoreOf } from './score.ts';
import { readScoring } from './scoring.ts';

const scoring = readScoring('packs/quality/scoring.yaml', '2026-11-22');

test('sums rules per criterion and takes the mean of what is assessed, unrounded', () => {
  const score = scoreOf(
    [
      { criterion: 'du', passed: 990, applicable: 1000 },
      { criterion: 'sach', passed: 9, applicable: 10 },
      { criterion: 'sach', passed: 1, applicable: 2 },
      { criterion: 'thongNhat', passed: 0, applicable: 0 },
    ],
    scoring,
  );
  expect(score.du).toEqual({ passed: 990, applicable: 1000, percent: 99 });
  expect(score.sach).toEqual({ passed: 10, applicable: 12, percent: (10 / 12) * 100 });
  expect(score.thongNhat).toBeNull();
  expect(score.song).toBeNull();
  expect(score.overall).toBe((99 + (10 / 12) * 100) / 2);
});

test('nothing assessed is neither 0 nor 100', () => {
  expect(scoreOf([], scoring)).toEqual({
    dung: null,
    du: null,
    sach: null,
    song: null,
    thongNhat: null,
    overall: null,
    band: null,
  });
});

test('weights count, and a criterion of weight 0 does not', () => {
  const counts = [
    { criterion: 'du', passed: 1, applicable: 1 },
    { criterion: 'sach', passed: 1, applicable: 2 },
  ] as const;
  expect(scoreOf(counts, { ...scoring, weights: { ...scoring.weights, du: 3 } }).overall).toBe(87.5);
  expect(scoreOf(counts, { ...scoring, weights: { ...scoring.weights, sach: 0 } }).overall).toBe(100);
});

test.each([
  [100, 'xanh'],
  [90, 'xanh'],
  [89.96, 'vang'],
  [75, 'vang'],
  [74.999, 'do'],
  [0, 'do'],
])('%d is %s', (overall, band) => {
  expect(bandOf(overall, scoring)).toBe(band);
});
