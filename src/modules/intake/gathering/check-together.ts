import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '#modules/catalog/index.ts';
import type { Snapshot } from '#modules/warehouse/index.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { checkChunk, chunksOf } from './check-chunk.ts';
import { isStopped, type Member } from './member.ts';
import { createParting } from './parting.ts';

export interface CheckTogether {
  /** Of one dataset, in the order of their turns. */
  readonly loads: readonly LoadRow[];
  readonly contract: Contract;
  readonly current: Snapshot | undefined;
  readonly signalOf: (id: string) => AbortSignal;
  /** Aborted when the server ends. */
  readonly signal: AbortSignal;
  /** Checks that are under way at a time. */
  readonly atOnce: number;
}

/** So long, in milliseconds, others are begun beside those that are checked, who wait for them. */
const longestWait = 5000;
/**
 * And so long for those that were begun: to end a check that is nearly done takes its process with it, which costs more. A stretch of
 * small files is done within it also on a machine that has much else to do.
 */
const longestEnd = 10_000;

/**
 * Checks loads against the one state that stands, a stretch of them in one process and several processes side by side, up to the
 * first that does not go with those before it. That one and those behind it are as they were; at most `atOnce` stretches
 * were looked at in vain.
 */
export async function checkTogether(deps: RunLoadDeps, of: CheckTogether): Promise<readonly Member[]> {
  const { loads, contract, current, signalOf, signal: ending, atOnce } = of;
  const parted = new AbortController();
  const chunks = chunksOf(loads);
  const begun: Promise<readonly Member[]>[] = [];
  const begin = (chunk: readonly LoadRow[]) => {
    const signals = new Map(chunk.map(({ id }) => [id, AbortSignal.any([signalOf(id), parted.signal])]));
    const ofLoad = ({ id }: LoadRow) => signals.get(id) ?? parted.signal;
    begun.push(checkChunk(deps, chunk, { contract, current, signalOf: ofLoad }));
  };
  const parting = createParting(loads[0]?.mode ?? 'replace');
  const members: Member[] = [];
  const inTime = performance.now() + longestWait;
  for (let place = 0; place < chunks.length; place += 1) {
    const late = performance.now() > inTime && members.length > 0;
    if (!late) for (const chunk of chunks.slice(begun.length, place + atOnce)) begin(chunk);
    const under = begun[place];
    if (under === undefined) break;
    const found = late ? await Promise.race([under, sleep(longestEnd, undefined, { ref: false })]) : await under;
    // Those behind it would be begun for nothing.
    if (found === undefined || ending.aborted) break;
    const end = found.findIndex(({ outcome }) => !parting.joins(outcome));
    members.push(...(end < 0 ? found : found.slice(0, end)));
    if (end >= 0 || found.some(({ outcome }) => isStopped(outcome))) break;
  }
  await Promise.race([Promise.all(begun), sleep(longestEnd, undefined, { ref: false })]);
  parted.abort(new Error('The load begins anew'));
  const joined = new Set(members.map(({ load }) => load.id));
  // Whatever comes of the rest, nothing of them may still be under way when their dataset is worked on again.
  const looked = (await Promise.all(begun)).flat();
  const vain = looked.flatMap(({ load: { id } }) => (joined.has(id) ? [] : [id]));
  if (vain.length > 0) await deps.store.putBackSeveral(vain);
  for (const id of vain) deps.trails.putBack(id);
  return members;
}
