import type { Head } from './due-loads.ts';

/** Whoever was served last stands behind all others; of two who wait alike the earlier load goes first. */
export interface FairChoice {
  /** The dataset to work on next, of those that nobody works on. */
  choose(heads: readonly Head[], isBusy: (dataset: string) => boolean): Head | undefined;
}

/** Senders of longer ago are forgotten first, and count as never served then. */
const mostRemembered = 10_000;

export function createFairChoice(): FairChoice {
  /** Senders in the order in which they were served, the last one last. */
  const served = new Map<string, number>();
  let moment = 0;
  return {
    choose(heads, isBusy) {
      const [chosen] = heads
        .filter(({ dataset }) => !isBusy(dataset))
        .toSorted((a, b) => (served.get(a.sender) ?? 0) - (served.get(b.sender) ?? 0) || a.turn - b.turn);
      if (chosen === undefined) return undefined;
      served.delete(chosen.sender);
      served.set(chosen.sender, (moment += 1));
      const [longestAgo] = served.keys();
      if (served.size > mostRemembered && longestAgo !== undefined) served.delete(longestAgo);
      return chosen;
    },
  };
}
