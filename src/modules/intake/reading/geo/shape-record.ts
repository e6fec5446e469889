import type { Geometry, Position } from './geometry.ts';
import { polygonOf } from './polygon-rings.ts';

/** `null`: the record has no shape; `unread`: one that GeoJSON cannot have, or broken. */
export type ShapeResult = Geometry | null | 'geometry-unread' | 'multipatch-unread' | 'coordinates-nesting';

const noData = -1e38;

/** Makes a geometry of the content of a shape record, as the ESRI white paper of 1998 has it. */
export function shapeOf(content: Buffer): ShapeResult {
  if (content.length < 4) return 'coordinates-nesting';
  const type = content.readInt32LE(0);
  try {
    // Of each shape there is a plain one, one with heights (+10) and one with measures (+20).
    switch (type % 10) {
      case 0:
        return type === 0 ? null : 'geometry-unread';
      case 1:
        return type === 31 ? 'multipatch-unread' : pointOf(content, type);
      case 3:
        return lineOf(partsOf(content, type === 13));
      case 5:
        return polygonOf(partsOf(content, type === 15));
      case 8:
        return multiPointOf(content, type === 18);
      default:
        return 'geometry-unread';
    }
  } catch (error) {
    // What points beyond the record is out of its range.
    if (error instanceof RangeError) return 'coordinates-nesting';
    throw error;
  }
}

function pointOf(content: Buffer, type: number): ShapeResult {
  const position = [content.readDoubleLE(4), content.readDoubleLE(12)];
  if (position.some((part) => !Number.isFinite(part) || part < noData)) return null;
  return { type: 'Point', coordinates: type === 11 ? withHeight(position, content.readDoubleLE(20)) : position };
}

function multiPointOf(content: Buffer, hasHeights: boolean): ShapeResult {
  const count = content.readInt32LE(36);
  if (count < 0 || 40 + count * 16 > content.length) return 'coordinates-nesting';
  const coordinates = positions(content, 40, 0, count, hasHeights ? 40 + count * 16 + 16 : undefined);
  return coordinates.length === 0 ? null : { type: 'MultiPoint', coordinates };
}

function partsOf(content: Buffer, hasHeights: boolean): readonly (readonly Position[])[] {
  const parts = content.readInt32LE(36);
  const points = content.readInt32LE(40);
  const start = 44 + parts * 4;
  if (parts < 0 || points < 0 || start + points * 16 > content.length) throw new RangeError('The shape is cut');
  const heights = hasHeights ? start + points * 16 + 16 : undefined;
  const found: (readonly Position[])[] = [];
  for (let part = 0; part < parts; part++) {
    const from = content.readInt32LE(44 + part * 4);
    const to = part + 1 < parts ? content.readInt32LE(48 + part * 4) : points;
    if (from < 0 || to < from || to > points) throw new RangeError('A part lies outside of its shape');
    found.push(positions(content, start, from, to, heights));
  }
  return found;
}

function positions(
  content: Buffer,
  start: number,
  from: number,
  to: number,
  heights: number | undefined,
): readonly Position[] {
  const found: Position[] = [];
  for (let index = from; index < to; index++) {
    const position = [content.readDoubleLE(start + index * 16), content.readDoubleLE(start + index * 16 + 8)];
    if (position.some((part) => !Number.isFinite(part))) throw new RangeError('A coordinate is no number');
    found.push(heights === undefined ? position : withHeight(position, content.readDoubleLE(heights + index * 8)));
  }
  return found;
}

function withHeight(position: Position, height: number): Position {
  return Number.isFinite(height) && height >= noData ? [...position, height] : position;
}

function lineOf(parts: readonly (readonly Position[])[]): ShapeResult {
  const lines = parts.filter((part) => part.length > 1);
  const [only, second] = lines;
  if (only === undefined) return null;
  return second === undefined
    ? { type: 'LineString', coordinates: only }
    : { type: 'MultiLineString', coordinates: lines };
}
