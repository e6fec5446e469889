import type { Caller } from '#api/caller.ts';
import { decideDataset, demandRight } from '#modules/access/index.ts';
import type { Catalog } from '../catalog.ts';
import { datasetFactsOf } from '../contract/dataset-facts.ts';
import { failCatalog } from '../errors.ts';

/**
 * Registers a new dataset by its contract. Unlike a contract that is put, it never changes a dataset that is there: throws
 * `dataset-taken`, also where that one is hidden from the caller.
 */
export async function registerDraft(
  { catalog }: { readonly catalog: Catalog },
  caller: Caller,
  id: string,
  text: string,
): Promise<void> {
  const { contract } = catalog.readContract(id, text);
  demandRight(caller, decideDataset(caller, datasetFactsOf(contract)).putContract, 'write-contract');
  if (caller.kind === 'anonymous') throw new Error('Nobody has rights without signing in');
  await catalog.putContract(contract, text, caller.name, (standing) => {
    if (standing !== undefined) throw failCatalog('dataset-taken', `There is a dataset ${contract.id} already`);
  });
}
