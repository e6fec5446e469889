import { isOnMainland, isWithin, provinceBounds, type Bounds } from './bounds.ts';
import { toDegrees, vn2000Definition, type Degrees } from './projection.ts';
import { vn2000Zones, type Vn2000Zone } from './vn2000-zones.ts';

/** Two numbers that are a place, in the order in which they stand in the source. */
export type Pair = readonly [first: number, second: number];

export interface RecognisedGrid {
  /** Zones in which every place is where it may be, the likeliest first. */
  readonly zones: readonly Vn2000Zone[];
  /** Which of a pair is the easting; the other is the northing, which surveyors call X and put first. */
  readonly easting: 'first' | 'second';
  /** The places lie in the province; else in the country, where more zones fit. */
  readonly inProvince: boolean;
  /** The first pair in the likeliest zone. */
  readonly example: { readonly pair: Pair; readonly degrees: Degrees };
}

/** Some pairs may be mistyped: this share must fit. */
const fittingShare = 0.9;

/**
 * Tells pairs of metres as VN-2000 by trying both orders in every zone against the bounds of the province, then the
 * country. Neighbouring zones are 27 km apart, so that several fit: the province's own is put first.
 */
export function recogniseGrid(pairs: readonly Pair[], bounds: Bounds = provinceBounds): RecognisedGrid | undefined {
  const metres = pairs.filter(isMetres);
  if (metres.length === 0 || metres.length < fittingShare * pairs.length) return undefined;
  const easting = metres.filter(([first, second]) => first < second).length * 2 >= metres.length ? 'first' : 'second';
  const placed = metres.map(([first, second]): Pair => (easting === 'first' ? [first, second] : [second, first]));
  const inProvince = zonesWhere(placed, (place) => isWithin(place, bounds));
  const zones = inProvince.length > 0 ? inProvince : zonesWhere(placed, isOnMainland);
  const [zone] = zones;
  const [pair] = metres;
  const [first] = placed;
  if (zone === undefined || pair === undefined || first === undefined) return undefined;
  const degrees = toDegrees(vn2000Definition(zone))(first[0], first[1]);
  if (degrees === undefined) return undefined;
  return { zones, easting, inProvince: inProvince.length > 0, example: { pair, degrees } };
}

export interface RecognisedDegrees {
  /** Which of a pair is the longitude. */
  readonly longitude: 'first' | 'second';
  readonly inProvince: boolean;
}

/** Tells pairs of degrees in Vietnam, in either order; undefined: most are elsewhere. */
export function recogniseDegrees(
  pairs: readonly Pair[],
  bounds: Bounds = provinceBounds,
): RecognisedDegrees | undefined {
  const share = (test: (place: Degrees) => boolean, longitude: 'first' | 'second'): boolean =>
    pairs.filter(([first, second]) =>
      test(longitude === 'first' ? { longitude: first, latitude: second } : { longitude: second, latitude: first }),
    ).length >=
    fittingShare * pairs.length;
  if (pairs.length === 0) return undefined;
  for (const longitude of ['first', 'second'] as const) {
    if (share((place) => isWithin(place, bounds), longitude)) return { longitude, inProvince: true };
  }
  for (const longitude of ['first', 'second'] as const) {
    if (share(isOnMainland, longitude)) return { longitude, inProvince: false };
  }
  return undefined;
}

/** A northing of Vietnam beside an easting, in one order or the other. */
function isMetres([first, second]: Pair): boolean {
  const isEasting = (value: number): boolean => value > 100_000 && value < 1_000_000;
  const isNorthing = (value: number): boolean => value > 850_000 && value < 2_650_000;
  return (isEasting(first) && isNorthing(second)) || (isNorthing(first) && isEasting(second));
}

function zonesWhere(places: readonly Pair[], fits: (place: Degrees) => boolean): readonly Vn2000Zone[] {
  const middle = (provinceBounds.west + provinceBounds.east) / 2;
  return vn2000Zones
    .filter((zone) => {
      const convert = toDegrees(vn2000Definition(zone));
      const fitting = places.filter(([easting, northing]) => {
        const place = convert(easting, northing);
        return place !== undefined && fits(place);
      });
      return fitting.length >= fittingShare * places.length;
    })
    .toSorted((a, b) => b.scale - a.scale || Math.abs(a.meridian - middle) - Math.abs(b.meridian - middle));
}
