import { currentSnapshot } from '#modules/warehouse/index.ts';
import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import { gatherable } from '../gathering/may-gather.ts';
import { runGathered } from '../gathering/run-gathered.ts';
import { dropAccepted } from '../loads/drop-accepted.ts';
import { giveBackAttempts } from '../loads/give-back-attempts.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { runLoad } from '../loads/run-load.ts';
import type { FollowLoads } from './following.ts';
import { listJudgedBy } from './list-judged-by.ts';
import type { OwedAttempts } from './owed-attempts.ts';

export interface WorkOnDatasetDeps extends RunLoadDeps {
  readonly follow: FollowLoads;
  readonly owed: OwedAttempts;
  /** Checks of gathered loads that are under way at a time. */
  readonly checksAtOnce: number;
}

/**
 * Takes the first due load of the dataset to its rest, and with it those behind it that may become one snapshot with it. A
 * load is judged by the contract that stands in its turn: loads that came under another one are moved to it first.
 */
export async function workOnDataset(deps: WorkOnDatasetDeps, dataset: string, signal: AbortSignal): Promise<void> {
  await deps.owed.settle(dataset);
  const contract = await deps.catalog.getContract(dataset);
  const due = await listJudgedBy(deps, contract);
  const loads = due.length < 2 ? due : gatherable(due, contract, await currentSnapshot(deps.database, dataset));
  const [first] = loads;
  if (first === undefined) return;
  const ids = loads.map(({ id }) => id);
  try {
    await deps.follow(ids, signal, async (signalOf) => {
      if (loads.length > 1) {
        await runGathered(deps, { loads, contract, signal, signalOf, atOnce: deps.checksAtOnce });
        return;
      }
      await runLoad(deps, first.id, signalOf(first.id));
      deps.onChange(first.id, null);
    });
  } catch (error) {
    if (isDatabaseAway(error)) deps.owed.owe(dataset, loads);
    throw error;
  } finally {
    if (signal.aborted) await giveBackAttempts(deps.database, loads);
  }
  for (const id of ids) await dropAccepted(deps, id);
}
