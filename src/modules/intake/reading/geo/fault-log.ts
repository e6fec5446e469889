import type { ReadWarning } from '../read-outcome.ts';
import { featureFault } from './geo-warnings.ts';
import { isOdd, type GeometryFault } from './geometry-faults.ts';

/** Faults of a file by kind: how often, and where first. Features are gone over twice, and told of once. */
export interface FaultLog {
  readonly note: (fault: GeometryFault, place: () => FaultPlace) => void;
  readonly warnings: () => readonly ReadWarning[];
  /** The first fault that costs something, else the first. */
  readonly worst: () => { readonly fault: GeometryFault; readonly place: FaultPlace } | undefined;
}

export interface FaultPlace {
  /** In the file, as `features[2].geometry.coordinates[0]`. */
  readonly path: string;
  readonly line?: number;
}

export function createFaultLog(): FaultLog {
  const faults = new Map<GeometryFault, { count: number; readonly place: FaultPlace }>();
  return {
    note: (fault, place) => {
      const known = faults.get(fault);
      if (known === undefined) faults.set(fault, { count: 1, place: place() });
      else known.count++;
    },
    warnings: () => [...faults].map(([fault, { count, place }]) => featureFault(fault, count, place)),
    worst: () => {
      const found = [...faults].find(([fault]) => !isOdd(fault)) ?? [...faults][0];
      return found === undefined ? undefined : { fault: found[0], place: found[1].place };
    },
  };
}
