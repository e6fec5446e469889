import type { Caller } from '#api/caller.ts';
import type { DatasetItem } from '#api/datasets.ts';
import type { Language } from '#api/localized.ts';
import { visibilityOf, type Visibility } from '#modules/access/index.ts';
import type { DatasetSearchPage } from '#modules/catalog/index.ts';
import { currentSummaries } from '#modules/warehouse/index.ts';
import { vietnamDay } from '#platform/clock/clock.ts';
import { assessDataset } from './assess-dataset.ts';
import { formatsOf } from './describe-dataset.ts';
import type { PortalDeps } from './portal-deps.ts';
import { presentDataset } from './present-dataset.ts';

/** More than a province has. */
const mostDatasets = 10_000;

export interface DatasetFilter {
  readonly q?: string;
  readonly theme?: string;
  readonly agency?: string;
  readonly access?: string;
  /** Only datasets that can be downloaded so. */
  readonly format?: string;
  /** Only datasets that communes fill, this one among them. */
  readonly unit?: string;
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
  const { format, unit, ...rest } = filter;
  const visible = visibilityOf(caller);
  const ids = await listFitting(deps, visible, { format, unit });
  const page = await deps.catalog.searchDatasets({ ...rest, visible, language, ...(ids === undefined ? {} : { ids }) });
  return { total: page.total, facets: page.facets, items: await presentItems(deps, page.items, language) };
}

/** What a contract offers stands in no column of the register; undefined where nothing is asked of it. */
async function listFitting(
  deps: PortalDeps,
  visible: Visibility,
  { format, unit }: { readonly format: string | undefined; readonly unit: string | undefined },
): Promise<readonly string[] | undefined> {
  if (format === undefined && unit === undefined) return undefined;
  const known = unit === undefined || deps.directory.findUnit(unit, vietnamDay(deps.clock())) !== undefined;
  const { items } = await deps.catalog.searchDatasets({ visible, limit: mostDatasets, offset: 0 });
  const contracts = await Promise.all(items.map(({ id }) => deps.catalog.getContract(id)));
  const fitting = contracts.filter(
    (contract) =>
      (format === undefined || formatsOf(contract).some((offered) => offered === format)) &&
      (unit === undefined || (known && contract.unitField !== undefined)),
  );
  return fitting.map(({ id }) => id);
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
