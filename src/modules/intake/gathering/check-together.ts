import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contract } from '#modules/catalog/index.ts';
import type { Snapshot } from '#modules/warehouse/index.ts';
import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import type { LoadRow } from '../loads/load-store.ts';
import { openRun, type RunLoadDeps } from '../loads/run.ts';
import { checkMember, type MemberOutcome } from './checked-member.ts';
import { createParting } from './parting.ts';

export interface Member {
  readonly load: LoadRow;
  readonly outcome: MemberOutcome;
}

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
/** And so long for those that were begun: to end a check that is nearly done takes its process with it, which costs more. */
const longestEnd = 3000;

/**
 * Checks loads side by side against the one state that stands, in turn, up to the first that does not go with those before
 * it. That one and those behind it are as they were; at most `atOnce` of them were looked at in vain.
 */
export async function checkTogether(deps: RunLoadDeps, of: CheckTogether): Promise<readonly Member[]> {
  const { loads, contract, current, signalOf, signal: ending, atOnce } = of;
  const parted = new AbortController();
  const begun: { readonly load: LoadRow; readonly member: Promise<Member | undefined> }[] = [];
  const begin = (load: LoadRow) => {
    const signal = AbortSignal.any([signalOf(load.id), parted.signal]);
    begun.push({ load, member: beginMember(deps, load, signal, { contract, current }) });
  };
  const parting = createParting(loads[0]?.mode ?? 'replace');
  const members: Member[] = [];
  const inTime = performance.now() + longestWait;
  for (let place = 0; place < loads.length; place += 1) {
    const late = performance.now() > inTime && members.length > 0;
    if (!late) for (const load of loads.slice(begun.length, place + atOnce)) begin(load);
    const under = begun[place];
    if (under === undefined) break;
    const ended = under.member.then((member) => ({ member }));
    const found = late ? await Promise.race([ended, sleep(longestEnd, undefined, { ref: false })]) : await ended;
    if (found === undefined) break;
    const { member } = found;
    // Those behind it would be begun for nothing.
    if (ending.aborted) break;
    if (member === undefined) continue;
    if (!parting.joins(member.outcome)) break;
    members.push(member);
    if (member.outcome.kind === 'failed' && isDatabaseAway(member.outcome.error)) break;
  }
  await Promise.race([Promise.all(begun.map(({ member }) => member)), sleep(longestEnd, undefined, { ref: false })]);
  parted.abort(new Error('The load begins anew'));
  const joined = new Set(members.map(({ load }) => load.id));
  // Whatever comes of the rest, nothing of them may still be under way when their dataset is worked on again.
  const looked = await Promise.all(
    begun.map(async ({ load, member }) => ({ load, begun: (await member) !== undefined })),
  );
  for (const { load } of looked.filter((each) => each.begun && !joined.has(each.load.id))) {
    await deps.store.putBack(load.id);
    deps.trails.putBack(load.id);
  }
  return members;
}

/** Undefined where the load rests already. Never throws, for nobody may wait for it yet. */
async function beginMember(
  deps: RunLoadDeps,
  waiting: LoadRow,
  signal: AbortSignal,
  of: Pick<CheckTogether, 'contract' | 'current'>,
): Promise<Member | undefined> {
  try {
    const load = await deps.store.begin(waiting.id);
    if (load === undefined) return undefined;
    deps.trails.begun(load);
    const run = openRun(deps, load, signal);
    const outcome = await checkMember(run, of);
    await rm(run.folders.staging, { recursive: true, force: true });
    return { load, outcome };
  } catch (error) {
    return { load: waiting, outcome: { kind: 'failed', error } };
  }
}
