import { signedArea, type Geometry, type Position } from './geometry.ts';

type Ring = readonly Position[];

interface OuterRing {
  readonly ring: Ring;
  readonly box: readonly [west: number, south: number, east: number, north: number];
  readonly holes: Ring[];
}

/** Beyond this many comparisons a hole belongs to the ring before it, as programs write them. */
const mostComparisons = 1_000_000;

/**
 * Puts the rings of a shape together: those that run with the clock are outer ones, the others holes in the outer ring
 * around them. GeoJSON wants both the other way round. Null: there is no ring.
 */
export function polygonOf(parts: readonly Ring[]): Geometry | null {
  const rings = parts.filter((ring) => ring.length >= 4).map(closed);
  const areas = rings.map(signedArea);
  // Where no ring runs with the clock, whoever wrote the file did not know of it.
  const isOuter = areas.some((area) => area < 0) ? (area: number) => area <= 0 : () => true;
  const outers: OuterRing[] = [];
  for (const [index, ring] of rings.entries())
    if (isOuter(areas[index] ?? 0)) outers.push({ ring: turned(ring, 1), box: boxOf(ring), holes: [] });
  const isFew = (rings.length - outers.length) * outers.length <= mostComparisons;
  let before = 0;
  for (const [index, ring] of rings.entries()) {
    if (isOuter(areas[index] ?? 0)) {
      before++;
      continue;
    }
    const around = isFew ? outers.find((outer) => holds(outer, ring)) : outers[Math.max(0, before - 1)];
    if (around === undefined) outers.push({ ring: turned(ring, 1), box: boxOf(ring), holes: [] });
    else around.holes.push(turned(ring, -1));
  }
  const polygons = outers.map(({ ring, holes: inner }) => [ring, ...inner]);
  const [only, second] = polygons;
  if (only === undefined) return null;
  return second === undefined
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function closed(ring: Ring): Ring {
  const [first, last] = [ring[0], ring.at(-1)];
  if (first === undefined || last === undefined || (first[0] === last[0] && first[1] === last[1])) return ring;
  return [...ring, first];
}

/** Against the clock (1) or with it (-1). */
function turned(ring: Ring, direction: 1 | -1): Ring {
  return Math.sign(signedArea(ring)) === -direction ? ring.toReversed() : ring;
}

function boxOf(ring: Ring): OuterRing['box'] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of ring) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** A hole may touch the ring around it, so that more than one of its positions is asked. */
function holds({ ring, box }: OuterRing, hole: Ring): boolean {
  const [west, south, east, north] = boxOf(hole);
  if (west < box[0] || south < box[1] || east > box[2] || north > box[3]) return false;
  const asked = hole.slice(0, 5);
  return asked.filter((position) => isInside(position, ring)).length * 2 >= asked.length;
}

function isInside([x = 0, y = 0]: Position, ring: Ring): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    const [x2 = 0, y2 = 0] = ring[before] ?? [];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
