import { epsgDefinition, roundDegrees, toDegrees } from '#platform/geo/projection.ts';
import type { ReadWarning } from '../read-outcome.ts';
import { projectionUnknown } from './geo-warnings.ts';
import { movedGeometry, type Geometry, type Position } from './geometry.ts';
import { isObject } from './check-geometry.ts';

/** Puts geometries where they are in degrees of WGS 84; undefined: some position has no place there. */
export type MoveGeometry = (geometry: Geometry) => Geometry | undefined;

export interface GivenProjection {
  /** Undefined: coordinates are degrees already, or nobody knows what they are. */
  readonly move: MoveGeometry | undefined;
  readonly isPlaced: boolean;
  readonly warnings: readonly ReadWarning[];
}

/** What the `crs` member of older files says: `EPSG:9218`, `urn:ogc:def:crs:EPSG::9218`, `urn:ogc:def:crs:OGC:1.3:CRS84`. */
export function projectionOf(crs: unknown): GivenProjection {
  if (crs === undefined || crs === null) return { move: undefined, isPlaced: false, warnings: [] };
  const properties = isObject(crs) && isObject(crs['properties']) ? crs['properties'] : {};
  const given = properties['name'] ?? properties['code'] ?? properties['href'];
  const name = typeof given === 'number' ? `EPSG:${given}` : typeof given === 'string' ? given : JSON.stringify(crs);
  if (/CRS:?84$/i.test(name)) return { move: undefined, isPlaced: false, warnings: [] };
  const epsg = Number(/EPSG.*?(\d{4,6})(?:\/.*)?$/i.exec(name)?.[1] ?? 0);
  if (epsg === 4326) return { move: undefined, isPlaced: false, warnings: [] };
  const definition = epsgDefinition(epsg);
  if (definition === undefined)
    return { move: undefined, isPlaced: false, warnings: [projectionUnknown(name.slice(0, 200))] };
  return { move: mover(definition), isPlaced: true, warnings: [] };
}

/** Throws where the definition means nothing. */
export function mover(definition: string): MoveGeometry {
  const convert = toDegrees(definition);
  const move = ([easting = Number.NaN, northing = Number.NaN, ...height]: Position): Position | undefined => {
    const place = convert(easting, northing);
    return place === undefined ? undefined : [roundDegrees(place.longitude), roundDegrees(place.latitude), ...height];
  };
  return (geometry) => movedGeometry(geometry, move);
}
