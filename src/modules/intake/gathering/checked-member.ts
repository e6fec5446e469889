import type { Contract } from '#modules/catalog/index.ts';
import type { Snapshot } from '#modules/warehouse/index.ts';
import { holdOf, type Hold } from '../decisions/hold-reasons.ts';
import { checkLanded } from '../loads/check-landed.ts';
import { findRepeated } from '../loads/check-load.ts';
import type { Found, LoadRow } from '../loads/load-store.ts';
import type { Run } from '../loads/run.ts';

/** What came of a load's own check; nothing of it is on record yet. */
export type MemberOutcome =
  | ({ readonly kind: 'accepted' } & Found)
  | ({ readonly kind: 'held'; readonly hold: Hold } & Found)
  | { readonly kind: 'repeated'; readonly earlier: LoadRow; readonly partitions: readonly string[] | null }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** It was ended, or need not be known any more. */
  | { readonly kind: 'gone' };

/** Checks one of several loads against the state that stands for all of them. Never throws. */
export async function checkMember(
  run: Run,
  of: { readonly contract: Contract; readonly current: Snapshot | undefined },
): Promise<MemberOutcome> {
  try {
    return await check(run, of);
  } catch (error) {
    return run.signal.aborted ? { kind: 'gone' } : { kind: 'failed', error };
  } finally {
    run.worker.stop();
  }
}

async function check(
  run: Run,
  { contract, current }: { readonly contract: Contract; readonly current: Snapshot | undefined },
): Promise<MemberOutcome> {
  const { deps, load } = run;
  run.signal.throwIfAborted();
  // Checked before the server ended; its partitions were nobody else's.
  if (load.state === 'publishing' && load.result !== null) {
    const { result, partitions, rejects_bytes: rejectsBytes } = load;
    return { kind: 'accepted', result, partitions, rejectsBytes };
  }
  const earlier = await findRepeated(run, contract);
  if (earlier !== undefined) return { kind: 'repeated', earlier, partitions: earlier.partitions };
  if (!(await deps.store.enter(load.id, 'reading'))) return { kind: 'gone' };
  // The next of them takes it over while the files of this one are made durable.
  const onChecked = run.worker.stop;
  const { result, partitions, standing, rejectsBytes } = await checkLanded(run, { contract, current, onChecked });
  deps.onChange(load.id, null);
  const hold = holdOf({ ...result, standing, mode: load.mode }, contract.holdBelow);
  const found = { result, partitions, rejectsBytes };
  return hold === undefined ? { kind: 'accepted', ...found } : { kind: 'held', hold, ...found };
}
