import { foldAccents } from '#platform/text/vietnamese-letters.ts';
import type { Pair } from '#platform/geo/recognise-coordinates.ts';
import type { Cell } from '../read-outcome.ts';

/** Two columns that are coordinates by their headings. */
export interface CoordinateColumns {
  readonly first: number;
  readonly second: number;
  readonly name: string;
}

/** Words of two headings that are otherwise the same. */
const pairs: readonly (readonly [string, string])[] = [
  ['x', 'y'],
  ['bac', 'dong'],
  ['vi', 'kinh'],
  ['tung', 'hoanh'],
  ['northing', 'easting'],
  ['north', 'east'],
  ['n', 'e'],
  ['lat', 'long'],
  ['lat', 'lon'],
  ['lat', 'lng'],
  ['latitude', 'longitude'],
];

/** Columns such as `X` and `Y`, `Tọa độ X (m)` and `Tọa độ Y (m)`, `vi_do` and `kinh_do`. */
export function coordinateColumns(columns: readonly string[]): readonly CoordinateColumns[] {
  const words = columns.map((column) =>
    foldAccents(column)
      .toLowerCase()

      .split(/[^a-z0-9]+/)
      .filter((word) => word !== ''),
  );
  const places = new Map(words.map((list, index) => [list.join(' '), index]));
  const found: CoordinateColumns[] = [];
  for (const [first, list] of words.entries()) {
    for (const [one, other] of pairs) {
      if (!list.includes(one)) continue;
      const second = places.get(list.map((word) => (word === one ? other : word)).join(' '));
      if (second === undefined || second === first) continue;
      found.push({ first, second, name: `${columns[first]}, ${columns[second]}` });
      break;
    }
  }
  return found;
}

/** The numbers of a row's two cells, of any spelling that metres of a map have; undefined: they are none. */
export function pairOf(cells: readonly Cell[], { first, second }: CoordinateColumns): Pair | undefined {
  const [one, other] = [metres(cells[first]), metres(cells[second])];
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** `1400853,968`, `1.400.853,968`, `1 400 853.968`: what stands before fewer or more than three digits is the decimal sign. */
function metres(cell: Cell | undefined): number | undefined {
  const text = cell?.replace(/[\s\u00a0]|m$/g, '') ?? '';
  if (!/^\d[\d.,]*$/.test(text)) return undefined;
  const signs = [...text.matchAll(/[.,]/g)].map(([sign]) => sign);
  const last = signs.at(-1);
  if (last === undefined) return Number(text);
  const isGrouped = signs.length > 1 && signs.every((sign) => sign === last);
  const at = text.lastIndexOf(last);
  const whole = text.slice(0, isGrouped ? undefined : at).replace(/[.,]/g, '');
  const value = Number(isGrouped ? whole : `${whole}.${text.slice(at + 1)}`);
  // Metres of Vietnam have six digits at least: with fewer, the sign parted thousands.
  return signs.length === 1 && value < 100_000 && text.length - at === 4 ? Number(text.replace(last, '')) : value;
}
