import type { Degrees } from './projection.ts';

export interface Bounds {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** The land of Đắk Lắk after the merger with Phú Yên. */
export const provinceBounds: Bounds = { west: 107.4824, east: 109.457, south: 12.1618, north: 13.6956 };

/** Vietnam's mainland and the islands near its coast, band by band from south to north: the country is narrow. */
const mainland: readonly (readonly [south: number, west: number, east: number])[] = [
  [8.3, 103.4, 106.9],
  [10, 103.8, 109.1],
  [11.5, 105.7, 109.6],
  [12.5, 107.2, 109.7],
  [14, 107, 109.6],
  [15.5, 106.9, 109.3],
  [16.3, 106.3, 108.4],
  [17.3, 105.4, 107.3],
  [18.5, 103.8, 106.6],
  [20, 103.5, 108.2],
  [21, 102.8, 108.2],
  [22.2, 102.1, 107],
  [23.5, 102.1, 107],
];

export function isWithin({ longitude, latitude }: Degrees, { west, east, south, north }: Bounds): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

/** Whether a place may be on the mainland or near it, to a few dozen kilometres. */
export function isOnMainland({ longitude, latitude }: Degrees): boolean {
  const index = mainland.findLastIndex(([south]) => latitude >= south);
  const band = mainland[index];
  if (band === undefined || index === mainland.length - 1) return false;
  return longitude >= band[1] && longitude <= band[2];
}
