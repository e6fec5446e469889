import { eastingBounds, northingBounds } from './grid-bounds.ts';
import { ellipsoid, vn2000ToWgs84 } from './vn2000-shift.ts';

const { semiMajor: a, flattening: f } = ellipsoid;
const n = f / (2 - f);
/** Of the ellipsoid's meridian, what a radian is on average. */
const rectifying = (a / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
/** Krüger's series of a transverse Mercator projection, back to the sphere, … */
const toSphere = [
  n / 2 - (2 / 3) * n ** 2 + (37 / 96) * n ** 3 - (1 / 360) * n ** 4,
  n ** 2 / 48 + n ** 3 / 15 - (437 / 1440) * n ** 4,
  (17 / 480) * n ** 3 - (37 / 840) * n ** 4,
  (4397 / 161_280) * n ** 4,
];
/** … and from the sphere's latitude to the ellipsoid's: below a micrometre in a zone of 6 degrees. */
const toEllipsoid = [
  2 * n - (2 / 3) * n ** 2 - 2 * n ** 3 + (116 / 45) * n ** 4,
  (7 / 3) * n ** 2 - (8 / 5) * n ** 3 - (227 / 45) * n ** 4,
  (56 / 15) * n ** 3 - (136 / 35) * n ** 4,
  (4279 / 630) * n ** 4,
];
const e2 = f * (2 - f);
const secondE2 = e2 / (1 - e2);
const b = a * (1 - f);

const shift = vn2000ToWgs84;
const [rx, ry, rz] = [shift.rotationX, shift.rotationY, shift.rotationZ].map((arc) => (arc / 3600 / 180) * Math.PI) as [
  number,
  number,
  number,
];
const m = 1 + shift.scale * 1e-6;

function series(factors: readonly number[], term: (factor: number, multiple: number) => string): string {
  return factors.map((factor, index) => term(factor, 2 * (index + 1))).join(' + ');
}

/** SQL over doubles, each step looked at once since the next calls it often. */
function chain([step, ...others]: readonly (readonly [name: string, struct: string])[], result: string): string {
  if (step === undefined) return result;
  const [name, struct] = step;
  return `list_transform([${struct}], lambda ${name}: ${chain(others, result)})[1]`;
}

/**
 * Macro `grid_degrees(one, other, meridian, on_meridian)`: longitude and latitude in WGS 84, degrees, of metres of VN-2000 in the
 * zone of that meridian; null where they are none of Vietnam. The northing is the greater of the two, which is certain
 * everywhere in the country: whoever changed the axes is understood.
 */
export const gridDegreesMacro = `create or replace temp macro grid_degrees(one, other, meridian, on_meridian) as
  case when least(one, other) between ${eastingBounds.join(' and ')} and greatest(one, other) between ${northingBounds.join(' and ')} then ${chain(
    [
      [
        'plane',
        `{north: greatest(one, other) / (on_meridian::double * ${rectifying}), east: (least(one, other) - 500000) / (on_meridian::double * ${rectifying})}`,
      ],
      [
        'turned',
        `{north: plane.north - (${series(toSphere, (factor, multiple) => `${factor} * sin(${multiple} * plane.north) * cosh(${multiple} * plane.east)`)}), east: plane.east - (${series(toSphere, (factor, multiple) => `${factor} * cos(${multiple} * plane.north) * sinh(${multiple} * plane.east)`)})}`,
      ],
      [
        'sphere',
        `{latitude: asin(sin(turned.north) / cosh(turned.east)), longitude: radians(meridian::double) + atan2(sinh(turned.east), cos(turned.north))}`,
      ],
      [
        'place',
        `{latitude: sphere.latitude + ${series(toEllipsoid, (factor, multiple) => `${factor} * sin(${multiple} * sphere.latitude)`)}, longitude: sphere.longitude}`,
      ],
      [
        'normal',
        `{radius: ${a} / sqrt(1 - ${e2} * sin(place.latitude) ** 2), latitude: place.latitude, longitude: place.longitude}`,
      ],
      [
        'own',
        `{x: normal.radius * cos(normal.latitude) * cos(normal.longitude), y: normal.radius * cos(normal.latitude) * sin(normal.longitude), z: normal.radius * ${1 - e2} * sin(normal.latitude)}`,
      ],
      [
        'world',
        `{x: ${shift.x} + ${m} * (own.x - ${rz} * own.y + ${ry} * own.z), y: ${shift.y} + ${m} * (${rz} * own.x + own.y - ${rx} * own.z), z: ${shift.z} + ${m} * (-1 * ${ry} * own.x + ${rx} * own.y + own.z)}`,
      ],
      ['axis', `{x: world.x, y: world.y, z: world.z, p: sqrt(world.x ** 2 + world.y ** 2)}`],
      ['bowring', `{x: axis.x, y: axis.y, z: axis.z, p: axis.p, angle: atan2(axis.z * ${a}, axis.p * ${b})}`],
    ],
    `{longitude: round(degrees(atan2(bowring.y, bowring.x)), 9), latitude: round(degrees(atan2(bowring.z + ${secondE2 * b} * sin(bowring.angle) ** 3, bowring.p - ${e2 * a} * cos(bowring.angle) ** 3)), 9)}`,
  )} end`;
