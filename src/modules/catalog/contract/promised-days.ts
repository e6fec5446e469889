import type { Freshness } from './contract.ts';

/** Days that may pass between two deliveries: a period and what a delivery may be late. Null: nothing is promised. */
export function promisedDays(freshness: Freshness | undefined): number | null {
  if (freshness?.frequencyDays === undefined && freshness?.latencyDays === undefined) return null;
  return (freshness.frequencyDays ?? 0) + (freshness.latencyDays ?? 0);
}
