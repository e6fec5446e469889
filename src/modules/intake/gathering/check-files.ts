import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '#modules/catalog/index.ts';
import type { Snapshot } from '#modules/warehouse/index.ts';
import { holdOf } from '../decisions/hold-reasons.ts';
import { fileToCheck, sharedCheck } from '../loads/check-request.ts';
import { keepOutcomes, keepReportsOfFailed } from '../loads/keep-outcome.ts';
import { loadFolders } from '../loads/load-folders.ts';
import type { LoadRow } from '../loads/load-store.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { errorOf } from '../loads/worker-process.ts';
import { readingBytes } from '../queue/work-shares.ts';
import type { CheckAnswer } from '../worker/worker-protocol.ts';
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

async function checkInOne(deps: RunLoadDeps, loads: readonly LoadRow[], of: CheckFiles): Promise<readonly Member[]> {
  const { contract, current } = of;
  const { dataFolder } = deps;
  const [first] = loads;
  if (first === undefined) return [];
  const signal = AbortSignal.any(loads.map(of.signalOf));
  signal.throwIfAborted();
  for (const load of loads) deps.onChange(load.id, { stage: 'reading', done: 0, total: load.file_bytes });
  const { staging } = loadFolders(dataFolder, first.id);
  const outcomeOf = ({ id }: LoadRow) => ({ left: join(staging, id), kept: loadFolders(dataFolder, id).outcome });
  const shared = await sharedCheck(deps, first, { contract, current });
  const before = current?.stateAt;
  const files = loads.map((load) => fileToCheck(load, { dataFolder, contract, before, outcome: outcomeOf(load).left }));
  try {
    const { each } = await deps.shares.run(readingBytes(loads), signal, async (memoryLimit) => {
      await rm(staging, { recursive: true, force: true });
      for (const { outcome } of files) await mkdir(outcome, { recursive: true });
      const worker = deps.workers.start({
        signal,
        log: deps.log.with({ dataset: contract.id, loads: loads.map(({ id }) => id) }),
        onProgress: (progress, place = 0) => deps.onChange(loads[place]?.id ?? first.id, progress),
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
    for (const load of loads) deps.onChange(load.id, null);
    return loads.map((load) => members.get(load.id) ?? { load, outcome: { kind: 'unseen' } });
  } catch (error) {
    if (loads.length === 1) await keepReportsOfFailed(outcomeOf(first));
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
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
