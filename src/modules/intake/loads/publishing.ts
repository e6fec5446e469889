import type { Database } from '#platform/database/database.ts';
import type { LoadRow } from './load-row.ts';
import type { RunLoadDeps } from './run.ts';

/** A load was ended while it was being published: nothing of it may become visible. */
export class EndedMeanwhile extends Error {}

/** Another contract than the one that a load was checked under stands by now: nothing of it may become visible unchecked. */
export class ContractMoved extends Error {}

/**
 * In the transaction that publishes, once the dataset's state is locked: a contract is put under the same lock, so that
 * none takes this one's place before the transaction ends. Throws `ContractMoved`.
 */
export async function demandContract(
  { catalog }: Pick<RunLoadDeps, 'catalog'>,
  transaction: Database,
  load: Pick<LoadRow, 'dataset' | 'contract_version' | 'contract_revision'>,
): Promise<void> {
  const standing = await catalog.findStandingVersion(load.dataset, transaction);
  if (standing?.version !== load.contract_version || standing.revision !== load.contract_revision) {
    throw new ContractMoved();
  }
}
