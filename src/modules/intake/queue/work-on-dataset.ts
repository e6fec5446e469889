import type { RunLoadDeps } from '../loads/run.ts';
import { runLoad } from '../loads/run-load.ts';
import { listDue } from './due-loads.ts';
import type { FollowLoads } from './following.ts';

export interface WorkOnDatasetDeps extends RunLoadDeps {
  readonly follow: FollowLoads;
}

/**
 * Takes the first due load of the dataset to its rest. A load is judged by the contract that stands in its turn: loads that
 * came under another one are moved to it first.
 */
export async function workOnDataset(deps: WorkOnDatasetDeps, dataset: string, signal: AbortSignal): Promise<void> {
  const contract = await deps.catalog.getContract(dataset);
  await deps.store.moveToContract(dataset, contract);
  const [first] = await listDue(deps.database, dataset, 1);
  if (first === undefined) return;
  await deps.follow([first.id], signal, async (signalOf) => {
    await runLoad(deps, first.id, signalOf(first.id));
    deps.onChange(first.id, null);
  });
}
