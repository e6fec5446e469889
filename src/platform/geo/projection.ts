import proj4 from 'proj4';
import { vn2000ToWgs84 } from './vn2000-shift.ts';
import { vn2000Zones } from './vn2000-zones.ts';

export interface Degrees {
  readonly longitude: number;
  readonly latitude: number;
}

/** From coordinates of a map, easting first, to degrees of WGS 84; undefined where there is no such place. */
export type ToDegrees = (easting: number, northing: number) => Degrees | undefined;

const { x, y, z, rotationX, rotationY, rotationZ, scale } = vn2000ToWgs84;
export const vn2000Shift = `+ellps=WGS84 +towgs84=${[x, y, z, rotationX, rotationY, rotationZ, scale].join(',')}`;

/** The definition of a transverse Mercator projection of VN-2000. */
export function vn2000Definition(projection: {
  readonly meridian: number;
  readonly scale: number;
  readonly falseEasting?: number;
  readonly falseNorthing?: number;
  readonly originLatitude?: number;
}): string {
  const { meridian, scale: onMeridian, falseEasting = 500_000, falseNorthing = 0, originLatitude = 0 } = projection;
  return `+proj=tmerc +lat_0=${originLatitude} +lon_0=${meridian} +k=${onMeridian} +x_0=${falseEasting} +y_0=${falseNorthing} ${vn2000Shift} +units=m +no_defs`;
}

/** Degrees of VN-2000 itself, EPSG:4756. */
const vn2000Degrees = `+proj=longlat ${vn2000Shift} +no_defs`;

/** The definition of a coordinate system by its EPSG number, where files of Vietnam have it; undefined: it is none of these. */
export function epsgDefinition(epsg: number): string | undefined {
  const zone = vn2000Zones.find((known) => known.epsg === epsg);
  if (zone !== undefined) return vn2000Definition(zone);
  if (epsg === 4326 || epsg === 4979) return '+proj=longlat +datum=WGS84 +no_defs';
  if (epsg === 4756) return vn2000Degrees;
  if (epsg === 3857 || epsg === 900_913 || epsg === 102_100)
    return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
  const utm = epsg - 32_600;
  if (utm >= 1 && utm <= 60) return `+proj=utm +zone=${utm} +datum=WGS84 +units=m +no_defs`;
  if (utm - 100 >= 1 && utm - 100 <= 60) return `+proj=utm +zone=${utm - 100} +south +datum=WGS84 +units=m +no_defs`;
  return undefined;
}

/** Throws where the definition, of PROJ or as well-known text, means nothing. */
export function toDegrees(definition: string): ToDegrees {
  const { forward } = proj4(definition, '+proj=longlat +datum=WGS84 +no_defs');
  return (easting, northing) => {
    if (!Number.isFinite(easting) || !Number.isFinite(northing)) return undefined;
    const [longitude, latitude] = forward([easting, northing]);
    if (longitude === undefined || latitude === undefined) return undefined;
    return Number.isFinite(longitude) && Number.isFinite(latitude) ? { longitude, latitude } : undefined;
  };
}

/** Nine decimals: a tenth of a millimetre, finer than any survey. */
export function roundDegrees(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9;
}
