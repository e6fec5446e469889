import type { DeliveriesView, DeliverySummary } from '#api/web-services/deliveries.ts';
import { isYetToDeliver } from './select-deliveries.ts';

/** How far a dataset is, for its page: what a script repeats of it should be small. */
export interface DeliveriesAtAGlance extends Omit<DeliverySummary, 'own'> {
  /** Names of the communes that have not delivered. */
  readonly waiting: readonly string[];
}

export function summarizeDeliveries({ period, delivered, expected, items }: DeliveriesView): DeliveriesAtAGlance {
  const waiting = items.filter(isYetToDeliver).map(({ unit }) => unit.name);
  return { period: period?.value ?? null, delivered, expected, waiting };
}
