import { geometryTypes, nesting, signedArea, type Geometry, type GeometryType, type Position } from './geometry.ts';
import { isOdd, type FaultPath, type GeometryFault, type OnFault } from './geometry-faults.ts';

/**
 * Makes a geometry of what a file has for one, telling every fault on the way; null where there is none that can be
 * drawn. Members that GeoJSON does not know are left out of it.
 */
export function checkGeometry(value: unknown, path: FaultPath, onFault: OnFault, depth = 0): Geometry | null {
  if (value === null) return null;
  if (!isObject(value)) {
    onFault('geometry-no-object', path);
    return null;
  }
  if (hasOwn(value, 'bbox')) checkBox(value, path, onFault);
  if (['properties', 'geometry', 'features'].some((member) => hasOwn(value, member))) onFault('member-foreign', path);
  const type = geometryType(value['type']);
  if (type === undefined) {
    onFault('geometry-type', path);
    return null;
  }
  if (type !== value['type']) onFault('type-case', path);
  if (type === 'GeometryCollection') return checkCollection(value, path, onFault, depth);
  const { coordinates } = value;
  if (!Array.isArray(coordinates)) {
    onFault(coordinates === undefined ? 'coordinates-missing' : 'coordinates-nesting', path);
    return null;
  }
  let isSound = true;
  const tell = (fault: GeometryFault, place: FaultPath): void => {
    if (!isOdd(fault)) isSound = false;
    onFault(fault, place);
  };
  checkNested(coordinates, nesting[type], type, [...path, 'coordinates'], tell);
  if (!isSound) return null;
  const sound = coordinates as Position | readonly Position[];
  if (type === 'Polygon' || type === 'MultiPolygon') checkWinding(sound, type, path, tell);
  return { type, coordinates: sound };
}

export function geometryType(value: unknown): GeometryType | undefined {
  if (typeof value !== 'string') return undefined;
  return geometryTypes.find((type) => type.toLowerCase() === value.toLowerCase());
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function hasOwn(value: object, member: string): boolean {
  return Object.hasOwn(value, member);
}

export function checkBox(value: Readonly<Record<string, unknown>>, path: FaultPath, onFault: OnFault): void {
  const { bbox } = value;
  if (!Array.isArray(bbox)) onFault('bbox', path);
  else if ((bbox.length !== 4 && bbox.length !== 6) || bbox.some((side) => typeof side !== 'number'))
    onFault('bbox', [...path, 'bbox']);
}

function checkCollection(
  value: Readonly<Record<string, unknown>>,
  path: FaultPath,
  onFault: OnFault,
  depth: number,
): Geometry | null {
  const { geometries } = value;
  if (!Array.isArray(geometries) || depth > 100) {
    onFault('geometries', path);
    return null;
  }
  if (depth > 0) onFault('collection-nested', path.slice(0, -1));
  if (geometries.some((inner) => !isObject(inner))) onFault('geometries', path);
  if (geometries.length === 1) onFault('collection-single', [...path, 'geometries']);
  const sound: Geometry[] = [];
  for (const [index, inner] of geometries.entries()) {
    if (!isObject(inner)) return null;
    const checked = checkGeometry(inner, [...path, 'geometries', index], onFault, depth + 1);
    if (checked === null) return null;
    sound.push(checked);
  }
  return { type: 'GeometryCollection', geometries: sound };
}

function checkNested(value: unknown, levels: number, type: GeometryType, path: FaultPath, tell: OnFault): void {
  if (levels === 0) return checkPosition(value, path, tell);
  if (!Array.isArray(value)) return tell('coordinates-nesting', path.slice(0, -1));
  if (levels === 1 && (type === 'LineString' || type === 'MultiLineString') && value.length < 2)
    tell('line-short', path);
  for (const [index, inner] of value.entries()) {
    if (!Array.isArray(inner)) return tell('coordinates-nesting', path);
    checkNested(inner, levels - 1, type, [...path, index], tell);
  }
  if (levels === 1 && (type === 'Polygon' || type === 'MultiPolygon')) checkRing(value, path, tell);
}

function checkPosition(value: unknown, path: FaultPath, tell: OnFault): void {
  if (!Array.isArray(value)) return tell('coordinates-nesting', path.slice(0, -1));
  if (value.length < 2) tell('position-short', path);
  if (value.length > 3) tell('position-long', path);
  if (value.some((part) => typeof part !== 'number')) tell('position-number', path);
}

function checkRing(ring: readonly unknown[], path: FaultPath, tell: OnFault): void {
  if (ring.length < 4) return tell('ring-short', path);
  const [first, last] = [ring[0], ring.at(-1)];
  if (!Array.isArray(first) || !Array.isArray(last)) return;
  if (first.length !== last.length || first.some((part, index) => part !== last[index])) tell('ring-open', path);
}

/** The outer ring runs against the clock, holes with it; many programs do otherwise, and it is told once a geometry. */
function checkWinding(coordinates: unknown, type: 'Polygon' | 'MultiPolygon', path: FaultPath, tell: OnFault): void {
  // The coordinates are checked to be nested as their type says.
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as readonly (readonly (readonly Position[])[])[];
  const wrong = polygons.some((rings) =>
    rings.some((ring, index) => (index === 0 ? signedArea(ring) < 0 : signedArea(ring) > 0)),
  );
  if (wrong) tell('winding', path);
}
