import type { Contract } from '#modules/catalog/index.ts';
import { currentSnapshot } from '#modules/warehouse/index.ts';
import { againstOf } from '../loads/check-load.ts';
import { describeFailure } from '../loads/load-failure.ts';
import type { Checked, LoadRow } from '../loads/load-row.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { checkTogether } from './check-together.ts';
import { isStopped, type Member } from './member.ts';
import { publishTogether, type AcceptedLoad } from './publish-together.ts';

export interface RunGathered {
  /** Of one dataset, in the order of their turns: what `gatherable` gave. */
  readonly loads: readonly LoadRow[];
  readonly contract: Contract;
  /** Aborted when the server ends, or somebody ends that load. */
  readonly signalOf: (id: string) => AbortSignal;
  /** Aborted when the server ends. */
  readonly signal: AbortSignal;
  /** Checks that are under way at a time. */
  readonly atOnce: number;
}

/**
 * Takes several small loads of a dataset to their rest, those of them that publish in one snapshot. Each comes out as if they
 * had run one after the other; how far that is certain is known once they are checked, and what is beyond stays due. Whatever
 * a run that was cut off has left is begun again, as of single loads.
 */
export async function runGathered(deps: RunLoadDeps, of: RunGathered): Promise<void> {
  const { loads, contract, signal } = of;
  let members: readonly Member[] = [];
  try {
    await deps.turns.run(contract.id, async () => {
      signal.throwIfAborted();
      const current = await currentSnapshot(deps.database, contract.id);
      members = await checkTogether(deps, { ...of, current });
      signal.throwIfAborted();
      const accepted = await settle(deps, members, againstOf(current));
      if (accepted.length > 0) await publishTogether(deps, { ...of, loads: accepted });
      const now = await currentSnapshot(deps.database, contract.id);
      for (const { load, outcome } of members) {
        if (outcome.kind === 'repeated') await deps.store.unchanged(load.id, outcome.earlier, againstOf(now));
      }
    });
  } finally {
    const ids = members.map(({ load }) => load.id);
    const ended = new Map((await deps.store.listEnds(ids).catch(() => [])).map((load) => [load.id, load]));
    for (const id of ids) deps.trails.ended(ended.get(id), id);
    for (const { id } of loads) deps.onChange(id, null);
  }
}

/**
 * Puts on record what the checks found; those that are to be published now are returned. Throws where that cannot be known of all
 * of them: they stay due, and those that were begun too often run alone.
 */
async function settle(
  deps: RunLoadDeps,
  members: readonly Member[],
  against: string | null,
): Promise<readonly AcceptedLoad[]> {
  for (const { outcome } of members) {
    if (isStopped(outcome)) throw outcome.error;
  }
  const found: AcceptedLoad[] = [];
  const checked: (Checked & { readonly id: string })[] = [];
  for (const { load, outcome } of members) {
    if (outcome.kind === 'failed') {
      await deps.store.failed(load.id, describeFailure(deps.log, load, outcome.error));
    } else if (outcome.kind === 'accepted' || outcome.kind === 'held') {
      const { result, partitions, rejectsBytes } = outcome;
      const hold = outcome.kind === 'held' ? outcome.hold : undefined;
      if (load.state !== 'publishing') checked.push({ id: load.id, result, partitions, rejectsBytes, hold, against });
      if (hold === undefined) found.push({ load, result, partitions });
    }
  }
  const kept = checked.length === 0 ? new Set() : await deps.store.checkedSeveral(checked);
  for (const { load } of members) deps.onChange(load.id, null);
  return found.filter(({ load }) => load.state === 'publishing' || kept.has(load.id));
}
