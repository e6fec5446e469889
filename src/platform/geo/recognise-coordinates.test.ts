import { expect, test } from 'vitest';
import { recogniseDegrees, recogniseGrid } from './recognise-coordinates.ts';

const places = [
  [450_927.263, 1_400_853.968],
  [588_820.061, 1_448_389.554],
] as const;

test('metres of the province are its zone, in both orders', () => {
  const eastFirst = recogniseGrid(places);
  expect(eastFirst).toMatchObject({ easting: 'first', inProvince: true });
  expect(eastFirst?.zones[0]?.epsg).toBe(9218);
  expect(eastFirst?.example.degrees.longitude).toBeCloseTo(108.05, 6);
  const northFirst = recogniseGrid(places.map(([easting, northing]) => [northing, easting] as const));
  expect(northFirst).toMatchObject({ easting: 'second', inProvince: true });
  expect(northFirst?.example.degrees.latitude).toBeCloseTo(12.6667, 6);
});

test('metres of another province are VN-2000 in a zone that fits there', () => {
  const hanoi = recogniseGrid([[587_000, 2_325_000]]);
  expect(hanoi).toMatchObject({ easting: 'first', inProvince: false });
  expect(hanoi?.zones.map(({ meridian }) => meridian)).toContain(105);
});

test('numbers that are no metres of Vietnam are none', () => {
  expect(recogniseGrid([[781_862, 2_958_580]])).toBeUndefined();
  expect(recogniseGrid([[12, 108]])).toBeUndefined();
  expect(recogniseGrid([])).toBeUndefined();
});

test('degrees are told in both orders', () => {
  expect(recogniseDegrees([[108.05, 12.6667]])).toEqual({ longitude: 'first', inProvince: true });
  expect(recogniseDegrees([[12.6667, 108.05]])).toEqual({ longitude: 'second', inProvince: true });
  expect(recogniseDegrees([[105.85, 21.03]])).toEqual({ longitude: 'first', inProvince: false });
  expect(recogniseDegrees([[2.35, 48.85]])).toBeUndefined();
});
