import { isObject } from './check-geometry.ts';
import { projectionOf, type GivenProjection } from './geojson-projection.ts';
import type { Position } from './geometry.ts';
import { polygonOf } from './polygon-rings.ts';
import { projectionOfPrj } from './shape-projection.ts';

type Members = Readonly<Record<string, unknown>>;

/** What ArcGIS says of all features of its JSON. */
export interface ArcgisLayer {
  readonly projection: GivenProjection;
  /** Fields whose values are milliseconds since 1970. */
  readonly dates: ReadonlySet<string>;
  /** Numbers of a position that are a place: the measure behind them is left out. */
  readonly length: 2 | 3;
}

/** Members of the outermost object that a layer is told by. */
export const arcgisMembers = ['spatialReference', 'fields', 'hasZ', 'hasM'] as const;

export function arcgisLayer(members: Partial<Record<(typeof arcgisMembers)[number], unknown>>): ArcgisLayer {
  const fields: readonly unknown[] = Array.isArray(members.fields) ? members.fields : [];
  const dates = fields
    .filter(isObject)
    .filter(({ type }) => type === 'esriFieldTypeDate')
    .map(({ name }) => name);
  return {
    projection: referenceOf(members.spatialReference),
    dates: new Set(dates.filter((name) => typeof name === 'string')),
    length: members.hasM === true && members.hasZ !== true ? 2 : 3,
  };
}

function referenceOf(reference: unknown): GivenProjection {
  if (!isObject(reference)) return projectionOf(undefined);
  const { wkt } = reference;
  const wkid = reference['latestWkid'] ?? reference['wkid'];
  if (wkid === undefined && typeof wkt === 'string') return projectionOfPrj(wkt);
  // Its own number for the projection of maps in browsers.
  return projectionOf({ properties: { name: `EPSG:${wkid === 102100 || wkid === 102113 ? 3857 : String(wkid)}` } });
}

/** The same feature as GeoJSON has it. What is no feature of ArcGIS stays what it is. */
export function geojsonOfArcgis(value: unknown, layer: ArcgisLayer): unknown {
  if (!isObject(value)) return value;
  const { attributes, geometry = null } = value;
  const properties = isObject(attributes)
    ? Object.fromEntries(
        Object.entries(attributes).map(([name, said]) => [name, momentOf(said, layer.dates.has(name))]),
      )
    : (attributes ?? null);
  return { type: 'Feature', properties, geometry: isObject(geometry) ? geometryOf(geometry, layer) : geometry };
}

function momentOf(value: unknown, isDate: boolean): unknown {
  if (!isDate || typeof value !== 'number' || Math.abs(value) > 8.64e15) return value;
  return new Date(value).toISOString().replace(/\.000Z$/, 'Z');
}

/** Null: a geometry without a place. Of a kind that GeoJSON does not have, its members, which are told as a fault. */
function geometryOf(geometry: Members, { length }: ArcgisLayer): unknown {
  const { x, y, z, points, paths, rings } = geometry;
  if (Array.isArray(rings)) {
    const sound = rings.filter(isRing);
    if (sound.length === rings.length)
      return polygonOf(sound.map((ring) => ring.map((place) => place.slice(0, length))));
  }
  if (Array.isArray(paths)) {
    const [only, second] = paths.map((path) => placesOf(path, length));
    if (only === undefined) return null;
    return second === undefined
      ? { type: 'LineString', coordinates: only }
      : { type: 'MultiLineString', coordinates: paths.map((path) => placesOf(path, length)) };
  }
  if (Array.isArray(points)) return { type: 'MultiPoint', coordinates: placesOf(points, length) };
  if (!('x' in geometry)) return geometry;
  // An empty point has the text NaN.
  if (x === null || x === 'NaN') return null;
  return { type: 'Point', coordinates: typeof z === 'number' ? [x, y, z] : [x, y] };
}

function placesOf(places: unknown, length: number): unknown {
  if (!Array.isArray(places)) return places;
  return places.map((place: unknown) => (Array.isArray(place) ? place.slice(0, length) : place));
}

function isRing(ring: unknown): ring is readonly Position[] {
  return Array.isArray(ring) && ring.every((place) => Array.isArray(place) && place.every(Number.isFinite));
}
