import { promisedDays, type Freshness } from '#modules/catalog/index.ts';

const day = 86_400_000;

/**
 * Whether a delivery came within the contract's promise: not later than its frequency and latency after the one before.
 * The first delivery is on time. Null where the contract promises nothing.
 */
export function deliveryOnTime(freshness: Freshness | undefined, before: Date | undefined, now: Date): boolean | null {
  const days = promisedDays(freshness);
  if (days === null) return null;
  return before === undefined || now.getTime() - before.getTime() <= days * day;
}
