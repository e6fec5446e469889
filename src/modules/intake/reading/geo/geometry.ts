/** A geometry as GeoJSON has it. */
export interface Geometry {
  readonly type: GeometryType;
  readonly coordinates?: Coordinates;
  readonly geometries?: readonly Geometry[];
}

export type Position = readonly number[];
export type Coordinates = Position | readonly Coordinates[];

export const geometryTypes = [
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
] as const;
export type GeometryType = (typeof geometryTypes)[number];

/** How many arrays stand around a position. */
export const nesting: Readonly<Record<Exclude<GeometryType, 'GeometryCollection'>, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
};

export function isPosition(coordinates: Coordinates): coordinates is Position {
  return typeof coordinates[0] === 'number';
}

/** The first position of a geometry; undefined: it is empty. */
export function firstPosition(geometry: Geometry): Position | undefined {
  for (const inner of geometry.geometries ?? []) {
    const found = firstPosition(inner);
    if (found !== undefined) return found;
  }
  let coordinates: Coordinates | undefined = geometry.coordinates;
  while (coordinates !== undefined && !isPosition(coordinates)) coordinates = coordinates[0];
  return coordinates;
}

/** The same geometry with every position put elsewhere; undefined where one of them has no place there. */
export function movedGeometry(
  geometry: Geometry,
  move: (position: Position) => Position | undefined,
): Geometry | undefined {
  const { coordinates, geometries } = geometry;
  if (geometries !== undefined) {
    const moved = geometries.map((inner) => movedGeometry(inner, move));
    return moved.includes(undefined)
      ? undefined
      : { ...geometry, geometries: moved.filter((inner) => inner !== undefined) };
  }
  if (coordinates === undefined) return geometry;
  const moved = movedCoordinates(coordinates, move);
  return moved === undefined ? undefined : { ...geometry, coordinates: moved };
}

function movedCoordinates(
  coordinates: Coordinates,
  move: (position: Position) => Position | undefined,
): Coordinates | undefined {
  if (coordinates.length === 0) return coordinates;
  if (isPosition(coordinates)) return move(coordinates);
  const moved: Coordinates[] = [];
  for (const inner of coordinates) {
    const there = movedCoordinates(inner, move);
    if (there === undefined) return undefined;
    moved.push(there);
  }
  return moved;
}

/** Twice the area that a ring encloses; positive where it runs against the clock. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let index = 0; index < ring.length; index++) {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    const [x2 = 0, y2 = 0] = ring[(index + 1) % ring.length] ?? [];
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}
