import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAngle } from './angle-text.ts';

test.each([
  ['12.6667', 12.6667, undefined],
  ['12,6667', 12.6667, undefined],
  ['-12,5', -12.5, undefined],
  [`12°40'12"N`, 12.67, 'latitude'],
  [`12° 40' 12,0" B`, 12.67, 'latitude'],
  ['108°03′00″Đ', 108.05, 'longitude'],
  ["108º03'E", 108.05, 'longitude'],
  ['N12 40 12', 12.67, 'latitude'],
  ['12:40:12', 12.67, undefined],
  ["12°40'12''", 12.67, undefined],
  ['12 độ 40 phút 12 giây Bắc', 12.67, 'latitude'],
  ['108.05° E', 108.05, 'longitude'],
  ['12°40.2′', 12.67, undefined],
  ['12d40m12s', 12.67, undefined],
  ['71°W', -71, 'longitude'],
] as const)('%s is %d degrees', (text, degrees, of) => {
  expect(parseAngle(text)).toEqual({ degrees, of });
});

test.each(['', 'xã', '12°75′', '12.5°30′', '1400000', '12-5', 'N', '1.234.567', '12°40′12″30'])(
  '%s is no angle',
  (text) => {
    expect(parseAngle(text)).toBeUndefined();
  },
);

test('what is spelled in minutes and seconds is read back to a tenth of a second', () => {
  fc.assert(
    fc.property(
      fc.nat(179),
      fc.nat(59),
      fc.nat(599),
      fc.constantFrom('°|′|″', '°|\'|"', ' | |', ':|:|'),
      (d, m, s, marks) => {
        const [one = '', two = '', three = ''] = marks.split('|');
        const angle = parseAngle(`${d}${one}${m}${two}${(s / 10).toFixed(1).replace('.', ',')}${three}`);
        expect(angle?.degrees).toBeCloseTo(d + m / 60 + s / 36_000, 8);
      },
    ),
  );
});
