import type { SemanticType } from './semantic-type.ts';
import { eastingBounds, northingBounds } from '#platform/geo/grid-bounds.ts';

type Bounds = readonly [least: number, greatest: number];

interface Axis {
  /** Where the land of the province lies. */
  readonly province?: Bounds;
  /** What can be meant at all. */
  readonly possible: Bounds;
  /** What tells that a value is of this axis, and not of the other one. */
  readonly typical: Bounds;
}

/** Of the province: public GeoJSON of its 102 communes. */
const axes = {
  latitude: { province: [12.1618, 13.6956], possible: [-90, 90], typical: [12.1618, 13.6956] },
  longitude: { province: [107.4824, 109.457], possible: [-180, 180], typical: [107.4824, 109.457] },
  northing: { province: [1_340_000, 1_520_000], possible: northingBounds, typical: northingBounds },
  easting: { possible: eastingBounds, typical: eastingBounds },
} as const satisfies Readonly<Record<string, Axis>>;

const others = { latitude: 'longitude', longitude: 'latitude', northing: 'easting', easting: 'northing' } as const;
const degrees: Bounds = [-180, 180];

/** On numbers, and on texts that are to be numbers. */
function axisType(name: keyof typeof axes, expected: SemanticType['expected']): SemanticType {
  const axis: Axis = axes[name];
  const other: Axis = axes[others[name]];
  const isMetres = name === 'northing' || name === 'easting';
  const within = (value: string, [least, greatest]: Bounds) =>
    `coalesce(try_cast(${value} as double) between ${least} and ${greatest}, false)`;
  const usual = axis.province ?? axis.possible;
  return {
    plain: (value) => within(value, usual),
    problems: [
      {
        code: 'pair-swapped',
        severity: 'error',
        when: (value, { otherAxis }) =>
          otherAxis === undefined
            ? 'false'
            : `(${within(value, other.typical)} and ${within(otherAxis, axis.typical)})`,
        suggest: (_, onOther) => (isWithin(onOther, axis.typical) ? onOther : undefined),
      },
      {
        code: 'axes-swapped',
        // A longitude of the other side of the world is as small as a latitude; nothing else can be of both axes.
        severity: name === 'longitude' ? 'warn' : 'error',
        when: (value) => within(value, other.typical),
      },
      ...(isMetres
        ? [{ code: 'are-degrees', severity: 'error', when: (value: string) => within(value, degrees) } as const]
        : []),
      {
        code: isMetres ? 'outside-the-grid' : 'outside-the-globe',
        severity: 'error',
        when: (value) => `not ${within(value, axis.possible)}`,
      },
      ...(axis.province === undefined
        ? []
        : [
            {
              code: 'outside-the-province',
              severity: 'warn',
              when: (value: string) => `not ${within(value, usual)}`,
            } as const,
          ]),
    ],
    expected,
  };
}

function isWithin(value: string | undefined, [least, greatest]: Bounds): boolean {
  const number = Number(value);
  return value !== undefined && number >= least && number <= greatest;
}

export const latitude = axisType('latitude', { vi: 'vĩ độ từ -90 đến 90', en: 'a latitude from -90 to 90' });
export const longitude = axisType('longitude', {
  vi: 'kinh độ từ -180 đến 180',
  en: 'a longitude from -180 to 180',
});
/** Metres of VN-2000 from the equator, which surveyors call X. */
export const northing = axisType('northing', {
  vi: 'tọa độ X (Bắc) VN-2000 bằng mét, ví dụ 1400853,968',
  en: 'a northing (X) of VN-2000 in metres, e.g. 1400853.968',
});
/** From 500 km west of the central meridian, which they call Y. */
export const easting = axisType('easting', {
  vi: 'tọa độ Y (Đông) VN-2000 bằng mét, ví dụ 450927,263',
  en: 'an easting (Y) of VN-2000 in metres, e.g. 450927.263',
});
