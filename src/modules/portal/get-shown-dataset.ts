import type { Caller } from '#api/caller.ts';
import { decideDataset, demandShown, type DatasetDecision } from '#modules/access/index.ts';
import type { Usage } from './usage/create-usage.ts';
import { datasetFactsOf, unknownDataset, type Catalog, type StoredContract } from '#modules/catalog/index.ts';

export interface ShownDataset {
  readonly contract: StoredContract;
  readonly decision: DatasetDecision;
}

type Register = { readonly catalog: Pick<Catalog, 'findContract'> };

/** The dataset, where the caller may see its page. One that is hidden from him is answered as if it did not exist. */
export async function getShownDataset(deps: Register, caller: Caller, id: string): Promise<ShownDataset> {
  const contract = await deps.catalog.findContract(id);
  if (contract === undefined) throw unknownDataset(id);
  const decision = decideDataset(caller, datasetFactsOf(contract));
  demandShown(decision.page, () => unknownDataset(id));
  return { contract, decision };
}

/** The same where its rows are asked for; the reading counts as a use of the dataset. */
export async function getReadableDataset(
  deps: Register & { readonly usage: Usage },
  caller: Caller,
  id: string,
): Promise<ShownDataset> {
  const shown = await getShownDataset(deps, caller, id);
  demandShown(shown.decision.rows, () => unknownDataset(id));
  deps.usage.note(shown.contract, caller);
  return shown;
}
