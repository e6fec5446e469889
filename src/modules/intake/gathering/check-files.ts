import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '#api/loads.ts';
import type { Contract } from '#modules/catalog/index.ts';
import type { Snapshot } from '#modules/warehouse/index.ts';
import { holdOf } from '../decisions/hold-reasons.ts';
import { fileToCheck, sharedCheck } from '../loads/check-request.ts';
import { keepOutcomes, keepReportsOfFailed, type LeftOutcome } from '../loads/keep-outcome.ts';
import { loadFolders } from '../loads/load-folders.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { errorOf } from '../loads/worker-process.ts';
import { readingBytes } from '../queue/work-shares.ts';
import type { CheckAnswer, CheckSeveralAnswer } from '../worker/worker-protocol.ts';
import type { Member } from './member.ts';

export interface CheckFiles {
  readonly contract: Contract;
  readonly current: Snapshot | undefined;
  /** Aborted when somebody ends the load, or nobody need know what comes of it. */
  readonly signalOf: (load: LoadRow) => AbortSignal;
}

/**
 * Reads and checks the landed files of several loads in one process, and makes durable what is left of each. Where one of them is
 * ended, the process ends with it; where it brings the process down, or wants more memory than there was, it and the others
 * are checked by themselves.
 */
export async function checkFiles(
  deps: RunLoadDeps,
  loads: readonly LoadRow[],
  of: CheckFiles,
): Promise<readonly Member[]> {
  const [first] = loads;
  if (first === undefined) return [];
  try {
    return await checkInOne(deps, loads, of);
  } catch (error) {
    const ended = loads.filter((load) => of.signalOf(load).aborted);
    if (ended.length === 0 && loads.length === 1) return [{ load: first, outcome: { kind: 'failed', error } }];
    const gone = ended.map((load): Member => ({ load, outcome: { kind: 'gone' } }));
    const others = loads.filter((load) => !ended.includes(load));
    const found: Member[] = [];
    if (ended.length > 0) found.push(...(await checkFiles(deps, others, of)));
    else for (const load of others) found.push(...(await checkFiles(deps, [load], of)));
    const members = new Map([...gone, ...found].map((member) => [member.load.id, member]));
    return loads.flatMap(({ id }) => members.get(id) ?? []);
  }
}

/** Where the process leaves what it makes of them: below the first one's folder for its work. */
interface Places {
  readonly staging: string;
  readonly outcomeOf: (load: LoadRow) => LeftOutcome;
}

async function checkInOne(deps: RunLoadDeps, loads: readonly LoadRow[], of: CheckFiles): Promise<readonly Member[]> {
  const [first] = loads;
  if (first === undefined) return [];
  const { dataFolder } = deps;
  const { staging } = loadFolders(dataFolder, first.id);
  const places: Places = {
    staging,
    outcomeOf: ({ id }) => ({ left: join(staging, id), kept: loadFolders(dataFolder, id).outcome }),
  };
  try {
    const { each } = await askForAnswers(deps, [first, ...loads.slice(1)], { ...of, ...places });
    const members = await keepAnswers(loads, each, { ...of, ...places });
    for (const load of loads) deps.onChange(load.id, null);
    return loads.map((load) => members.get(load.id) ?? { load, outcome: { kind: 'unseen' } });
  } catch (error) {
    if (loads.length === 1) await keepReportsOfFailed(places.outcomeOf(first));
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function askForAnswers(
  deps: RunLoadDeps,
  loads: readonly [LoadRow, ...LoadRow[]],
  of: CheckFiles & Places,
): Promise<CheckSeveralAnswer> {
  const { contract, current, staging, outcomeOf } = of;
  const signal = AbortSignal.any(loads.map(of.signalOf));
  signal.throwIfAborted();
  const shared = await sharedCheck(deps, loads[0], { contract, current });
  const as = { dataFolder: deps.dataFolder, contract, before: current?.stateAt };
  const files = loads.map((load) => fileToCheck(load, { ...as, outcome: outcomeOf(load).left }));
  return deps.shares.run(readingBytes(loads), signal, async (memoryLimit) => {
    await rm(staging, { recursive: true, force: true });
    for (const { outcome } of files) await mkdir(outcome, { recursive: true });
    const worker = deps.workers.start({
      signal,
      log: deps.log.with({ dataset: contract.id, loads: loads.map(({ id }) => id) }),
      onProgress: stagesOf(deps, loads),
    });
    try {
      const answer = await worker.checkSeveral({
        step: 'check-several',
        shared: { ...shared, staging, memoryLimit },
        files,
      });
      const short = answer.each.find((one) => one.kind === 'failure' && one.code === 'too-large');
      // With more memory, and in the end by itself, it may do.
      if (short?.kind === 'failure') throw errorOf(short);
      return answer;
    } finally {
      // The next piece of work takes it over while the files of this one are made durable.
      worker.stop();
    }
  });
}

/** A load is in a stage only while its own file is looked at: the others of the stretch wait before and after it. */
export function stagesOf(
  { onChange }: Pick<RunLoadDeps, 'onChange'>,
  loads: readonly Pick<LoadRow, 'id'>[],
): (progress: Progress, place?: number) => void {
  let under: string | undefined;
  return (progress, place = 0) => {
    const id = loads[place]?.id;
    if (id === undefined) return;
    if (under !== undefined && under !== id) onChange(under, null);
    under = id;
    onChange(id, progress);
  };
}

/** Makes durable what is left of each that was looked at. */
async function keepAnswers(
  loads: readonly LoadRow[],
  each: CheckSeveralAnswer['each'],
  { contract, outcomeOf }: CheckFiles & Places,
): Promise<ReadonlyMap<string, Member>> {
  const answered = each.flatMap((one, place) => {
    const load = loads[place];
    return load === undefined ? [] : [{ load, one }];
  });
  const checked = answered.flatMap(({ load, one }) => (one.kind === 'answer' ? [{ load, answer: one.answer }] : []));
  const bytes = await keepOutcomes(checked.map(({ load }) => outcomeOf(load)));
  const members = new Map(
    checked.map(({ load, answer }, place) => [load.id, memberOf(load, answer, bytes[place] ?? 0, contract)]),
  );
  for (const { load, one } of answered) {
    if (one.kind !== 'failure') continue;
    await keepReportsOfFailed(outcomeOf(load));
    members.set(load.id, { load, outcome: { kind: 'failed', error: errorOf(one) } });
  }
  return members;
}

function memberOf(
  load: LoadRow,
  { result, partitions, standing }: CheckAnswer,
  rejectsBytes: number,
  contract: Contract,
): Member {
  const hold = holdOf({ ...result, standing, mode: load.mode }, contract.holdBelow);
  const found = { result, partitions, rejectsBytes };
  return { load, outcome: hold === undefined ? { kind: 'accepted', ...found } : { kind: 'held', hold, ...found } };
}
