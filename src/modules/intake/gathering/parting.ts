import type { LoadMode } from '#api/loads.ts';
import type { MemberOutcome } from './member.ts';

/** Tells, in the order of their turns, how far loads that were checked beside each other would have come out so one by one. */
export interface Parting {
  /** Whether this one may go with those before it; where not, it and those behind it begin anew after them. */
  joins(outcome: MemberOutcome): boolean;
}

/**
 * A load that fills partitions of one before it would have been checked against that one's rows. Where loads only add rows, or
 * put rows in the place of equal keys (`mode` is not replace), that matters to none that is published itself: which keys
 * meet is seen when they are put together.
 */
export function createParting(mode: LoadMode): Parting {
  const filled = new Set<string>();
  let fillsAll = false;
  const meets = (partitions: readonly string[] | null) =>
    fillsAll || (partitions === null ? filled.size > 0 : partitions.some((partition) => filled.has(partition)));
  return {
    joins(outcome) {
      if (outcome.kind === 'unseen') return false;
      if (outcome.kind === 'failed' || outcome.kind === 'stopped' || outcome.kind === 'gone') return true;
      const { kind, partitions } = outcome;
      if (meets(partitions) && !(kind === 'accepted' && mode !== 'replace')) return false;
      if (kind === 'accepted') {
        if (partitions === null) fillsAll = true;
        else for (const partition of partitions) filled.add(partition);
      }
      return true;
    },
  };
}
