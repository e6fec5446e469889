import type { Contract } from '#modules/catalog/index.ts';
import { currentSnapshot, type Snapshot } from '#modules/warehouse/index.ts';
import { beginCorrection } from '../corrections/begin-correction.ts';
import { holdOf } from '../decisions/hold-reasons.ts';
import { standingSnapshots } from '../versions/standing-snapshots.ts';
import { checkLanded } from './check-landed.ts';
import { findUnchanged } from './find-unchanged.ts';
import type { CheckAnswer } from '../worker/worker-protocol.ts';
import type { LoadRow } from './load-row.ts';
import { referencesMovedOn } from './references-moved-on.ts';
import type { Run, RunLoadDeps } from './run.ts';
import { publishedFiles } from './published-files.ts';

/** What a check found that is of use only as long as the same snapshot stands. */
export interface CheckedAgainst {
  readonly against: string | null;
  readonly compared: CheckAnswer['compared'];
}

/** Reads and checks the file; undefined where its accepted rows are not to be published now. */
export async function checkLoad(run: Run, contract: Contract): Promise<CheckedAgainst | undefined> {
  const { deps, load } = run;
  const current = await currentSnapshot(deps.database, load.dataset);
  const earlier = await findRepeated(run, contract);
  if (earlier !== undefined) {
    await deps.store.unchanged(load.id, earlier, current?.id ?? null);
    return undefined;
  }
  const correction = await beginCorrection(deps, load);
  await deps.store.enter(load.id, 'reading');
  const answer = await checkLanded(run, { contract, current, correction });
  const { result, partitions, standing, rejectsBytes, compared } = answer;

  // Somebody has just looked at every row of a correction, and it takes nothing away.
  const hold =
    correction === undefined ? holdOf({ ...result, standing, mode: load.mode }, contract.holdBelow) : undefined;
  const against = againstOf(current);
  const checked = { id: load.id, result, partitions, rejectsBytes, hold, against };
  const kept = await deps.store.checkedSeveral([checked]);
  // Where it is published now, the next stage is told of in a moment.
  if (kept.has(load.id) && hold === undefined) return { against, compared };
  deps.onChange(load.id, null);
  return undefined;
}

/** The earlier load that this one only repeats, where nothing of what it came out as could be otherwise today. */
async function findRepeated({ deps, load }: Run, contract: Contract): Promise<LoadRow | undefined> {
  if (!(await publishedFiles(deps.database, load.dataset, [load.sha256])).has(load.sha256)) return undefined;
  return findRepeatedOf(deps, load, contract);
}

/** The same of a file that was published before. */
export async function findRepeatedOf(
  deps: RunLoadDeps,
  load: LoadRow,
  contract: Contract,
): Promise<LoadRow | undefined> {
  const earlier = await findUnchanged(deps.store, load, await standingSnapshots(deps.database, load.dataset));
  if (earlier === undefined || (await referencesMovedOn(deps.database, contract, earlier))) return undefined;
  return earlier;
}

export function againstOf(current: Snapshot | undefined): string | null {
  return current?.id ?? null;
}
