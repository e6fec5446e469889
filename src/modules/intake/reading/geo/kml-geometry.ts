import { attributeOf, childOf, type XmlElement } from '../xml/element.ts';
import type { Geometry, GeometryType, Position } from './geometry.ts';
import type { GeometryFault } from './geometry-faults.ts';

/** Elements of KML that are a geometry. */
export const kmlGeometries: ReadonlySet<string> = new Set([
  'Point',
  'LineString',
  'LinearRing',
  'Polygon',
  'MultiGeometry',
  'Track',
  'MultiTrack',
  'Model',
]);

type OnFault = (fault: GeometryFault) => void;

/** Makes a geometry of an element of KML; null where it has no coordinates or they are broken, which is told. */
export function kmlGeometry(element: XmlElement, onFault: OnFault): Geometry | null {
  switch (element.name) {
    case 'Point': {
      const [position] = positionsOf(childOf(element, 'coordinates'), onFault) ?? [];
      return position === undefined ? null : { type: 'Point', coordinates: position };
    }
    case 'LineString':
    case 'LinearRing':
      return lineOf(positionsOf(childOf(element, 'coordinates'), onFault), onFault);
    case 'Track':
      return lineOf(trackOf(element, onFault), onFault);
    case 'Polygon':
      return polygonOf(element, onFault);
    case 'MultiGeometry':
    case 'MultiTrack':
      return together(
        element.children.filter(({ name }) => kmlGeometries.has(name)).map((child) => kmlGeometry(child, onFault)),
      );
    default:
      onFault('geometry-unread');
      return null;
  }
}

/** Tuples parted by blanks, their numbers by commas; blanks behind the commas are a habit of people. */
function positionsOf(element: XmlElement | undefined, onFault: OnFault): readonly Position[] | undefined {
  const text = element?.text.trim() ?? '';
  if (text === '') {
    onFault('coordinates-missing');
    return undefined;
  }
  const positions = text
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/)
    .map((tuple) =>
      tuple
        .split(',')
        .filter((part) => part !== '')
        .map(Number),
    );
  return soundPositions(positions, onFault);
}

/** `gx:coord` has blanks between its numbers. */
function trackOf(element: XmlElement, onFault: OnFault): readonly Position[] | undefined {
  const coordinates = element.children.filter(({ name }) => name === 'coord');
  return soundPositions(
    coordinates.map(({ text }) => text.trim().split(/\s+/).map(Number)),
    onFault,
  );
}

function soundPositions(positions: readonly Position[], onFault: OnFault): readonly Position[] | undefined {
  if (positions.some((position) => position.length < 2)) onFault('position-short');
  else if (positions.some((position) => position.some((part) => !Number.isFinite(part)))) onFault('position-number');
  else return positions.map((position) => position.slice(0, 3));
  return undefined;
}

function lineOf(positions: readonly Position[] | undefined, onFault: OnFault): Geometry | null {
  if (positions === undefined) return null;
  if (positions.length < 2) {
    onFault('line-short');
    return null;
  }
  return { type: 'LineString', coordinates: positions };
}

function polygonOf(element: XmlElement, onFault: OnFault): Geometry | null {
  const rings: (readonly Position[])[] = [];
  const boundaries = element.children.filter(({ name }) => /^(?:outer|inner)BoundaryIs$/.test(name));
  for (const boundary of boundaries.toSorted((a, b) => b.name.localeCompare(a.name))) {
    for (const ring of boundary.children.filter(({ name }) => name === 'LinearRing')) {
      const positions = positionsOf(childOf(ring, 'coordinates'), onFault);
      if (positions === undefined) return null;
      if (positions.length < 4) {
        onFault('ring-short');
        return null;
      }
      rings.push(positions);
    }
  }
  if (rings.length === 0) {
    onFault('coordinates-missing');
    return null;
  }
  return { type: 'Polygon', coordinates: rings };
}

const multiples: Partial<Readonly<Record<GeometryType, GeometryType>>> = {
  Point: 'MultiPoint',
  LineString: 'MultiLineString',
  Polygon: 'MultiPolygon',
};

/** Geometries of one kind are one of many parts; of several kinds a collection. */
function together(geometries: readonly (Geometry | null)[]): Geometry | null {
  const sound = geometries.filter((geometry) => geometry !== null);
  const [first, second] = sound;
  if (first === undefined || sound.length < geometries.length) return null;
  if (second === undefined) return first;
  const multiple = multiples[first.type];
  if (multiple !== undefined && sound.every(({ type }) => type === first.type))
    return {
      type: multiple,
      coordinates: sound.flatMap(({ coordinates }) => (coordinates === undefined ? [] : [coordinates])),
    };
  return { type: 'GeometryCollection', geometries: sound };
}

/** Data that programs add to a placemark, by name: `Data` with a value, `SimpleData` of a schema, elements of their own. */
export function extendedData(element: XmlElement): readonly (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (const child of element.children) {
    const name = attributeOf(child, 'name');
    if (child.name === 'SchemaData') found.push(...extendedData(child));
    else if (child.name === 'Data') {
      if (name !== undefined) found.push([name, childOf(child, 'value')?.text ?? '']);
    } else if (child.name === 'SimpleData' || child.name === 'SimpleArrayData') {
      if (name !== undefined) found.push([name, child.name === 'SimpleData' ? child.text : arrayOf(child)]);
    } else if (child.children.length === 0) found.push([child.name, child.text]);
  }
  return found;
}

function arrayOf(element: XmlElement): string {
  return JSON.stringify(element.children.map(({ text }) => text.trim()));
}
