import type { Caller } from '#api/caller.ts';
import type { DatasetItem } from '#api/datasets.ts';
import type { Language } from '#api/localized.ts';
import { visibilityOf } from '#modules/access/index.ts';
import type { DatasetSearchPage } from '#modules/catalog/index.ts';
import { currentSummaries } from '#modules/warehouse/index.ts';
import { assessDataset } from './assess-dataset.ts';
import type { PortalDeps } from './portal-deps.ts';
import { presentDataset } from './present-dataset.ts';

export interface DatasetFilter {
  readonly q?: string;
  readonly theme?: string;
  readonly agency?: string;
  readonly access?: string;
  readonly ids?: readonly string[];
  readonly sort?: 'relevance' | 'title' | 'newest' | 'updated';
  readonly limit: number;
  readonly offset: number;
}

export interface FoundDatasets {
  readonly items: readonly DatasetItem[];
  readonly total: number;
  readonly facets: DatasetSearchPage['facets'];
}

/** The datasets whose pages the caller is shown. */
export async function searchDatasets(
  deps: PortalDeps,
  caller: Caller,
  filter: DatasetFilter,
  language: Language,
): Promise<FoundDatasets> {
  const page = await deps.catalog.searchDatasets({ ...filter, visible: visibilityOf(caller), language });
  return { total: page.total, facets: page.facets, items: await presentItems(deps, page.items, language) };
}

async function presentItems(
  deps: PortalDeps,
  found: readonly { readonly id: string }[],
  language: Language,
): Promise<readonly DatasetItem[]> {
  const now = deps.clock();
  const scoring = deps.scoringOn(now);
  const current = await currentSummaries(
    deps.database,
    found.map(({ id }) => id),
  );
  return Promise.all(
    found.map(async ({ id }) => {
      const [contract, standing] = await Promise.all([deps.catalog.getContract(id), deps.scores.find(id)]);
      const score = assessDataset(contract, standing, current.get(id), { now, scoring });
      return presentDataset(deps.directory, { contract, current: current.get(id), score }, language);
    }),
  );
}
