import type { Caller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { FacetValue, WebServices } from '#api/web-services.ts';
import { canSomewhere, decideDataset, type Access } from '#modules/access/index.ts';
import { datasetFactsOf, type Catalog } from '#modules/catalog/index.ts';
import type { Dictionary } from '#modules/dictionary/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import {
  demandCancellation,
  demandDecision,
  getSeenLoad,
  type LoadReading,
  type Loads,
  type MappingsDeps,
  type MendingDeps,
  type ReceiptDeps,
  type QuotaDeps,
  type RollbackDeps,
} from '#modules/intake/index.ts';
import { describeDataset, searchDatasets, type PortalDeps } from '#modules/portal/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Health } from '#platform/health/health.ts';
import { createReadingServices } from './web-services/readings.ts';
import { createMappingServices } from './web-services/mappings.ts';
import { createMendingServices } from './web-services/mending.ts';
import { createDeliveryServices } from './web-services/deliveries.ts';
import { createOperationsServices } from './web-services/operations.ts';
import { createProposalServices } from './web-services/proposals.ts';
import { createQuotaServices } from './web-services/quotas.ts';
import { createReceiptServices } from './web-services/receipts.ts';
import { createVersionServices } from './web-services/versions.ts';
import { createWorkplaceServices } from './web-services/workplaces.ts';

export interface WebServicesDeps {
  readonly access: Access;
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly loads: Loads;
  readonly reading: LoadReading;
  readonly portal: PortalDeps;
  readonly mending: MendingDeps;
  readonly mappings: MappingsDeps;
  readonly dictionary: Dictionary;
  readonly receipts: ReceiptDeps;
  readonly versions: RollbackDeps;
  readonly quotas: QuotaDeps;
  readonly health: Health;
  readonly clock: Clock;
  /** Public address. */
  readonly origin: string;
}

const newest = 6;
const deskLoads = 20;
const mostDatasets = 1000;

/** What the pages ask, answered by the rooms. */
export function createWebServices(deps: WebServicesDeps): WebServices {
  const { access, catalog, loads, portal, reading } = deps;
  const seen = (caller: Caller, id: string) => getSeenLoad({ catalog, findLoad: loads.find }, caller, id);

  return {
    ...createWorkplaceServices(deps),
    ...createMappingServices(deps),
    ...createReadingServices(deps),
    ...createMendingServices(deps),
    ...createOperationsServices(deps),
    ...createVersionServices({ portal, rollback: deps.versions }),
    ...createDeliveryServices(portal),
    ...createProposalServices(deps),
    ...createQuotaServices(deps),
    ...createReceiptServices({ ...deps.receipts, origin: deps.origin }),
    identify: (request) => access.identify({ authorization: undefined, ...request }),
    signIn: access.signIn,
    redeemLink: access.redeemAdministratorLink,
    signOut: (cookie) => access.signOut(cookie),

    async summarize(caller, language) {
      const found = await searchDatasets(portal, caller, { sort: 'updated', limit: mostDatasets, offset: 0 }, language);
      return {
        datasets: found.total,
        rows: found.items.reduce((sum, item) => sum + (item.rows ?? 0), 0),
        newest: found.items
          .filter((item) => item.updatedAt !== null)
          .toSorted((a, b) => ((a.updatedAt ?? '') < (b.updatedAt ?? '') ? 1 : -1))
          .slice(0, newest),
        themes: found.facets.theme.map((facet) => ({ ...facet, label: facet.value })),
        agencies: nameAgencies(deps.directory, found.facets.agency, language),
      };
    },

    async searchDatasets(caller, query, language) {
      const { sort, limit = 20, offset = 0, ...rest } = query;
      const known = (['relevance', 'title', 'newest', 'updated'] as const).find((one) => one === sort);
      const filter = { ...rest, ...(known === undefined ? {} : { sort: known }), limit, offset };
      const { items, total, facets } = await searchDatasets(portal, caller, filter, language);
      const asIs = (facet: typeof facets.theme) => facet.map((one) => ({ ...one, label: one.value }));
      return {
        items,
        total,
        facets: {
          theme: asIs(facets.theme),
          access: asIs(facets.access),
          agency: nameAgencies(deps.directory, facets.agency, language),
        },
      };
    },

    getDatasetPage: (caller, id, language, asOf) => describeDataset(portal, caller, id, language, asOf),

    async getDesk(caller, language) {
      if (caller.kind === 'anonymous') return { fillable: [], mayPropose: false, loads: [], titles: {} };
      const { items } = await searchDatasets(portal, caller, { limit: mostDatasets, offset: 0 }, language);
      const decided = await Promise.all(
        items.map(async (item) => ({
          item,
          decision: decideDataset(caller, datasetFactsOf(await catalog.getContract(item.id))),
        })),
      );
      const followed = decided.filter(({ decision }) => decision.seeLoads === 'all').map(({ item }) => item.id);
      const [own, others] = await Promise.all([
        loads.listNewest({ sender: caller.id, limit: deskLoads }),
        loads.listNewest({ datasets: followed, limit: deskLoads }),
      ]);
      const rows = new Map([...own, ...others].map((row) => [row.id, row]));
      return {
        fillable: decided.filter(({ decision }) => decision.load !== false).map(({ item }) => item),
        mayPropose: canSomewhere(caller, 'write-contract'),
        loads: [...rows.values()]
          .toSorted((a, b) => b.sequence - a.sequence)
          .slice(0, deskLoads)
          .map((row) => reading.presentBriefly(row)),
        titles: Object.fromEntries(items.map(({ id, title }) => [id, title])),
      };
    },

    getLoad: async (caller, id) => reading.present(await seen(caller, id)),
    getLoadAbilities: async (caller, id) => {
      const { decision, own } = await seen(caller, id);
      return { decide: decision.decideLoads, cancel: own || decision.decideLoads, send: decision.load !== false };
    },
    decideLoad: async (caller, id, decision) => {
      demandDecision(caller, await seen(caller, id));
      await loads.decide(id, { ...decision, by: caller.kind === 'anonymous' ? null : caller });
    },
    cancelLoad: async (caller, id) => {
      demandCancellation(caller, await seen(caller, id));
      await loads.cancel(id);
    },
    listFindings: async (caller, id, page) => reading.listFindings(await seen(caller, id), page),
    listFiles: async (caller, id, page) => reading.listFiles(await seen(caller, id), page),
  };
}

function nameAgencies(
  directory: Directory,
  facets: readonly { readonly value: string; readonly count: number }[],
  language: Language,
): readonly FacetValue[] {
  return facets.map((facet) => ({ ...facet, label: directory.agencyName(facet.value, language) }));
}
