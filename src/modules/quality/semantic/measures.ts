import type { SemanticType } from './semantic-type.ts';

/** Degrees between which the land of the province lies (public GeoJSON of its 102 communes). */
const province = { latitude: [12.1618, 13.6956], longitude: [107.4824, 109.457] } as const;

/** Degrees; on numbers, and on texts that are to be numbers. */
function degrees(
  axis: keyof typeof province,
  most: number,
  expected: { readonly vi: string; readonly en: string },
): SemanticType {
  const other = axis === 'latitude' ? 'longitude' : 'latitude';
  const number = (value: string) => `try_cast(${value} as double)`;
  const within = (value: string, [least, greatest]: readonly [number, number]) =>
    `coalesce(${number(value)} between ${least} and ${greatest}, false)`;
  return {
    plain: (value) => within(value, province[axis]),
    problems: [
      {
        code: 'axes-swapped',
        // No latitude goes that far; a longitude of the other side of the world is one.
        severity: axis === 'latitude' ? 'error' : 'warn',
        when: (value) => within(value, province[other]),
      },
      { code: 'outside-the-globe', severity: 'error', when: (value) => `not ${within(value, [-most, most])}` },
      { code: 'outside-the-province', severity: 'warn', when: (value) => `not ${within(value, province[axis])}` },
    ],
    expected,
  };
}

export const latitude = degrees('latitude', 90, { vi: 'vĩ độ từ -90 đến 90', en: 'a latitude from -90 to 90' });
export const longitude = degrees('longitude', 180, {
  vi: 'kinh độ từ -180 đến 180',
  en: 'a longitude from -180 to 180',
});
