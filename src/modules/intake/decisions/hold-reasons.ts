import type { HoldReason, LoadMode } from '#api/loads.ts';

/** Why a load waits for a person, in the numbers that were held against each other. */
export interface Hold {
  readonly reasons: readonly HoldReason[];
  /** The contract's share at the time. */
  readonly below: number;
  /** Rows that stood in the partitions of its accepted rows. */
  readonly standing: number;
}

/**
 * Undefined: it is published by itself. Too few of the received rows are accepted, or, of a replace, there are too few of
 * them for the rows that they would take the place of. Rows that are added to what stands take nothing away.
 */
export function holdOf(
  {
    received,
    accepted,
    standing,
    mode,
  }: {
    readonly received: number;
    readonly accepted: number;
    readonly standing: number;
    readonly mode: LoadMode;
  },
  below: number,
): Hold | undefined {
  // Shares, not products: 0.56 × 100 is more than 56.
  const tooFewAccepted = received > 0 && accepted / received < below;
  const tooFewRows = mode === 'replace' && standing > 0 && accepted / standing < below;
  const reasons = [
    ...(tooFewAccepted ? (['accepted-share'] as const) : []),
    ...(tooFewRows ? (['row-count'] as const) : []),
  ];
  return reasons.length === 0 ? undefined : { reasons, below, standing };
}
