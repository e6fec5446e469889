import type { Sifting } from '#platform/tables/row-sieve.ts';
import type { InPlacePlan } from './plan-in-place.ts';
import type { ScanFacts } from './scan-delimited.ts';
import type { SniffedDialect } from './sniff-dialect.ts';

/** A csv that is scanned while it still arrives, as its beginning says that it will have to be. */
export interface AheadScan {
  /**
   * Once the whole file is there: what was found, if it was scanned in just this way; undefined: it must be scanned. Whoever
   * takes it has the sifting from then on.
   */
  readonly take: (asked: ScanShape) => Promise<Scanned | undefined>;
  /** Ends it, if nobody took it. */
  readonly drop: () => Promise<void>;
}

export interface ScanShape {
  readonly path: string;
  readonly dialect: SniffedDialect;
  readonly plan: InPlacePlan;
}

export interface Scanned {
  readonly facts: ScanFacts;
  readonly sifting: Sifting | undefined;
}
