import { flatCell, flattenRecord, type FlatCell } from '../json/flatten-record.ts';
import { checkBox, checkGeometry, geometryType, hasOwn, isObject } from './check-geometry.ts';
import type { Feature } from './feature-table.ts';
import type { OnFault } from './geometry-faults.ts';

const noProperties: ReadonlyMap<string, FlatCell> = new Map();

/** Makes a feature of a GeoJSON value: a feature, or a bare geometry. Faults are told by their path in the value. */
export function featureOf(value: unknown, row: number, onFault: OnFault): Feature {
  if (!isObject(value)) {
    onFault('feature-no-object', []);
    return { row, properties: noProperties, geometry: null };
  }
  if (geometryType(value['type']) !== undefined && (hasOwn(value, 'coordinates') || !hasOwn(value, 'geometry')))
    return { row, properties: noProperties, geometry: checkGeometry(value, [], onFault) };
  if (value['type'] !== 'Feature') onFault(isFeatureType(value['type']) ? 'type-case' : 'feature-type', []);
  if (hasOwn(value, 'bbox')) checkBox(value, [], onFault);
  if (hasOwn(value, 'features') || hasOwn(value, 'coordinates')) onFault('member-foreign', []);
  const id = idOf(value['id'], onFault);
  return {
    row,
    ...(id === undefined ? {} : { id }),
    properties: propertiesOf(value, onFault),
    geometry: geometryOf(value, onFault),
  };
}

function isFeatureType(type: unknown): boolean {
  return typeof type === 'string' && type.toLowerCase() === 'feature';
}

function idOf(id: unknown, onFault: OnFault): FlatCell | undefined {
  if (id === undefined || id === null) return undefined;
  if (typeof id === 'string' || typeof id === 'number' || typeof id === 'bigint') return flatCell(id);
  onFault('feature-id', []);
  return undefined;
}

function propertiesOf(value: Readonly<Record<string, unknown>>, onFault: OnFault): ReadonlyMap<string, FlatCell> {
  const { properties } = value;
  if (properties === null) return noProperties;
  if (isObject(properties)) return flattenRecord(properties);
  onFault(properties === undefined ? 'properties-missing' : 'properties', []);
  return noProperties;
}

function geometryOf(value: Readonly<Record<string, unknown>>, onFault: OnFault) {
  if (hasOwn(value, 'geometry')) return checkGeometry(value['geometry'], ['geometry'], onFault);
  onFault('geometry-missing', []);
  return null;
}
