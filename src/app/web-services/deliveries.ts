import type { Caller } from '#api/caller.ts';
import type { DeliverySummary, DeliveryServices } from '#api/web-services/deliveries.ts';
import { listDeliveries, type DeliveriesDeps } from '#modules/intake/index.ts';
import { DomainError } from '#platform/errors/domain-error.ts';

export function createDeliveryServices(deps: DeliveriesDeps): DeliveryServices {
  const list: DeliveryServices['listDeliveries'] = (caller, dataset, asked) =>
    listDeliveries(deps, caller, dataset, asked);

  return {
    listDeliveries: list,
    async summarizeDeliveries(caller, datasets, language) {
      const found = await Promise.all(
        datasets.map(async (dataset) => {
          try {
            return [[dataset, summarize(caller, await list(caller, dataset, { language }))] as const];
          } catch (error) {
            // Not filled by communes, or not for this caller to read: then there is nothing to say.
            if (error instanceof DomainError) return [];
            throw error;
          }
        }),
      );
      return Object.fromEntries(found.flat());
    },
  };
}

function summarize(
  caller: Caller,
  { period, delivered, expected, items }: Awaited<ReturnType<DeliveryServices['listDeliveries']>>,
): DeliverySummary {
  const unit = caller.kind === 'anonymous' ? null : caller.unit;
  const own = items.find((item) => item.unit.code === unit) ?? null;
  return { period: period?.value ?? null, delivered, expected, own };
}
