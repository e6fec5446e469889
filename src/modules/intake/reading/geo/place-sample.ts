import { recogniseDegrees, recogniseGrid, type Pair } from '#platform/geo/recognise-coordinates.ts';
import type { ReadWarning } from '../read-outcome.ts';
import { axesSwapped, gridRecognised, placesUnknown } from './geo-warnings.ts';
import { firstPosition, type Geometry } from './geometry.ts';

const sampleSize = 1000;

export interface PlaceSample {
  readonly add: (geometry: Geometry | null) => void;
  /** No position seen lies beyond the globe. */
  readonly mayBeDegrees: () => boolean;
  /** What is to be said of where the places lie: nothing where they are degrees in their order. */
  readonly warnings: () => readonly ReadWarning[];
}

/** Looks at one position of each of the first geometries, to tell metres from degrees and longitude from latitude. */
export function createPlaceSample(): PlaceSample {
  const pairs: Pair[] = [];
  const mayBeDegrees = (): boolean =>
    pairs.every(([first, second]) => Math.abs(first) <= 180 && Math.abs(second) <= 180);
  return {
    mayBeDegrees,
    add: (geometry) => {
      if (geometry === null || pairs.length >= sampleSize) return;
      const [first, second] = firstPosition(geometry) ?? [];
      if (first !== undefined && second !== undefined) pairs.push([first, second]);
    },
    warnings: () => {
      if (!mayBeDegrees()) {
        const grid = recogniseGrid(pairs);
        return [grid === undefined ? placesUnknown : gridRecognised(grid)];
      }
      return recogniseDegrees(pairs)?.longitude === 'second' ? [axesSwapped] : [];
    },
  };
}
