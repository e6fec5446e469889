import { expect, test } from 'vitest';
import { epsgDefinition, toDegrees, vn2000Definition } from './projection.ts';
import { provinceMeridians, provincesOn, vn2000Zones } from './vn2000-zones.ts';

const dakLak = toDegrees(vn2000Definition({ meridian: 108.5, scale: 0.9999 }));

test.each([
  [450_000, 1_400_000, 108.04147705, 12.6589656, 8],
  [450_927.263, 1_400_853.968, 108.05, 12.6667, 8],
  [588_820.061, 1_448_389.554, 109.3209, 13.0955, 8],
])('VN-2000 %d, %d is %d, %d', (easting, northing, longitude, latitude, digits) => {
  const place = dakLak(easting, northing);
  expect(place?.longitude).toBeCloseTo(longitude, digits);
  expect(place?.latitude).toBeCloseTo(latitude, digits);
});

test('the zones of EPSG are those of their meridians', () => {
  const meridian = (epsg: number) => vn2000Zones.find((zone) => zone.epsg === epsg)?.meridian;
  expect([meridian(9218), meridian(9216), meridian(5898), meridian(5899), meridian(9205)]).toEqual([
    108.5, 107.5, 108, 107.75, 103,
  ]);
  expect(epsgDefinition(9218)).toBe(vn2000Definition({ meridian: 108.5, scale: 0.9999 }));
});

test('each of the 63 provinces has a meridian that a zone of 3 degrees has', () => {
  expect(Object.keys(provinceMeridians)).toHaveLength(63);
  const known = new Set(vn2000Zones.filter(({ scale }) => scale === 0.9999).map(({ meridian }) => meridian));
  const [dakLakZone] = vn2000Zones.filter(({ epsg }) => epsg === 9218);
  expect(dakLakZone === undefined ? [] : provincesOn(dakLakZone)).toEqual([
    'Đắk Lắk',
    'Đắk Nông',
    'Phú Yên',
    'Gia Lai',
    'Bình Thuận',
  ]);
  expect(Object.values(provinceMeridians).filter((meridian) => !known.has(meridian))).toEqual([]);
});

test('a place that is nowhere has no degrees, and a system that nobody knows no definition', () => {
  expect(dakLak(Number.NaN, 1)).toBeUndefined();
  expect(epsgDefinition(31_467)).toBeUndefined();
});
