import type { Caller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { DeliverySummary, DeliveryServices } from '#api/web-services/deliveries.ts';
import { listDeliveries, type DeliveriesDeps } from '#modules/intake/index.ts';
import { DomainError } from '#platform/errors/domain-error.ts';

/** Each asks for the rows of a dataset: a desk of hundreds must not keep everybody else from asking. */
const mostSummaries = 24;
const atOnce = 4;

export function createDeliveryServices(deps: DeliveriesDeps): DeliveryServices {
  const list: DeliveryServices['listDeliveries'] = (caller, dataset, asked) =>
    listDeliveries(deps, caller, dataset, asked);

  return {
    listDeliveries: list,
    async summarizeDeliveries(caller, datasets, language) {
      const found: (readonly [string, DeliverySummary])[] = [];
      for (let first = 0; first < datasets.length && found.length < mostSummaries; first += atOnce) {
        const some = datasets.slice(first, first + atOnce);
        found.push(...(await Promise.all(some.map((dataset) => summarizeOne(caller, dataset, language)))).flat());
      }
      return Object.fromEntries(found.slice(0, mostSummaries));
    },
  };

  async function summarizeOne(caller: Caller, dataset: string, language: Language) {
    try {
      return [[dataset, summarize(caller, await list(caller, dataset, { language }))] as const];
    } catch (error) {
      // Not filled by communes, or not for this caller to read: then there is nothing to say.
      if (error instanceof DomainError) return [];
      throw error;
    }
  }
}

function summarize(
  caller: Caller,
  { period, delivered, expected, items }: Awaited<ReturnType<DeliveryServices['listDeliveries']>>,
): DeliverySummary {
  const unit = caller.kind === 'anonymous' ? null : caller.unit;
  const own = items.find((item) => item.unit.code === unit) ?? null;
  return { period: period?.value ?? null, delivered, expected, own };
}
