import type { Caller } from '#api/caller.ts';
import { restingStates, type ReadingChoice } from '#api/loads.ts';
import type { Catalog } from '#modules/catalog/index.ts';
import { authorizeSending, getSeenLoad, type AuthorizeDeps } from '../http/authorize-load.ts';
import { failMapping } from '../mapping/errors.ts';
import type { Loads } from './create-loads.ts';

export interface ReadOtherwiseDeps extends AuthorizeDeps {
  readonly catalog: Pick<Catalog, 'findContract' | 'getContractVersion' | 'getContract'>;
  readonly loads: Pick<Loads, 'find' | 'readAgain' | 'sendAgain'>;
}

/**
 * Reads a load's file once more, as is chosen now. A failed or held load begins anew; of one that has ended otherwise the
 * landed file is sent again, as a load of whoever asks. Returns the load to follow.
 */
export async function readOtherwise(
  deps: ReadOtherwiseDeps,
  caller: Caller,
  id: string,
  choice: ReadingChoice,
): Promise<{ readonly id: string }> {
  const { load } = await getSeenLoad({ ...deps, findLoad: deps.loads.find }, caller, id);
  const sender = await authorizeSending(deps, caller, load.dataset);
  if (load.landing_removed_at !== null || load.corrects !== null || !restingStates.includes(load.state)) {
    throw failMapping('load-not-rereadable', `The load ${id} is not read again.`);
  }
  if (load.state !== 'failed' && load.state !== 'held') return deps.loads.sendAgain(load, { sender, ...choice });
  const contract = await deps.catalog.getContract(load.dataset);
  await deps.loads.readAgain(id, { contract, mapping: load.mapping_given, ...choice });
  return { id };
}
