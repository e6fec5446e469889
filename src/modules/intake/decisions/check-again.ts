import type { Contract } from '#modules/catalog/index.ts';
import { getSnapshot, type Snapshot } from '#modules/warehouse/index.ts';
import { checkLanded } from '../loads/check-landed.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { Run } from '../loads/run.ts';

/**
 * Whether keys may have come, since the held load was checked, of which its rows would now be the second ones. Loads that
 * put rows in the place of others ask for newer data instead.
 */
export function isOvertaken(
  { hold, mode, checked_against: against }: Pick<LoadRow, 'hold' | 'mode' | 'checked_against'>,
  contract: Pick<Contract, 'primaryKey'>,
  current: Pick<Snapshot, 'id'> | undefined,
): boolean {
  return hold !== null && mode === 'append' && contract.primaryKey.length > 0 && against !== (current?.id ?? null);
}

/**
 * Checks a load that was let through against what stands by now, without holding it again. Until that is on its row, which
 * says against what it was checked, every run begins it anew. Undefined where the load was ended in the meantime.
 */
export async function checkAgain(
  run: Run,
  of: { readonly checked: LoadRow; readonly contract: Contract; readonly current: Snapshot | undefined },
): Promise<LoadRow | undefined> {
  const { checked, contract, current } = of;
  const { database, store } = run.deps;
  // Whether it came in time is a question of what stood when it came.
  const before =
    checked.checked_against === null
      ? undefined
      : (await getSnapshot(database, checked.dataset, checked.checked_against)).stateAt;
  const { result, partitions, rejectsBytes } = await checkLanded(run, { contract, current, before });
  return store.checkedAgain(checked.id, { result, partitions, rejectsBytes, against: current?.id ?? null });
}
