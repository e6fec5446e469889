import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contract } from '#modules/catalog/index.ts';
import type { Snapshot } from '#modules/warehouse/index.ts';
import type { BegunCorrection } from '../corrections/begin-correction.ts';
import { addingMode } from '../corrections/correction-request.ts';
import type { CheckAnswer } from '../worker/worker-protocol.ts';
import { readingBytes } from '../queue/work-shares.ts';
import { fileToCheck, sharedCheck } from './check-request.ts';
import { keepOutcomes, keepReportsOfFailed } from './keep-outcome.ts';
import type { Found } from './load-row.ts';
import type { Run } from './run.ts';

/**
 * Reads and checks the landed file against the state that stands, and leaves the outcome's files in their folder, synced.
 * What an earlier check left there stays until then.
 */
export async function checkLanded(
  { deps, load, folders, worker, signal }: Run,
  {
    contract,
    current,
    before = current?.stateAt,
    correction,
  }: {
    readonly contract: Contract;
    readonly current: Snapshot | undefined;
    /** When the delivery before this one came. */
    readonly before?: Date | undefined;
    readonly correction?: BegunCorrection | undefined;
  },
): Promise<CheckAnswer & Pick<Found, 'rejectsBytes'>> {
  deps.onChange(load.id, { stage: 'reading', done: 0, total: load.file_bytes });
  const outcome = { left: join(folders.staging, 'outcome'), kept: folders.outcome };
  const shared = await sharedCheck(deps, load, { contract, current });
  const file = fileToCheck(load, { dataFolder: deps.dataFolder, contract, before, outcome: outcome.left });
  // Mended rows are read as their load was, and nobody waits for them.
  const { mappings: _, ...unmapped } = shared;
  const asked =
    correction === undefined
      ? { ...shared, ...file }
      : { ...unmapped, ...file, mode: addingMode(load), correction: correction.request, onTime: null };
  const check = async (memoryLimit: string) => {
    await rm(folders.staging, { recursive: true, force: true });
    await mkdir(outcome.left, { recursive: true });
    return worker.get().check({ step: 'check', ...asked, staging: folders.staging, memoryLimit });
  };
  const answer = await deps.shares.run(readingBytes([load]), signal, check).catch(async (error: unknown) => {
    await keepReportsOfFailed(outcome);
    throw error;
  });
  const [rejectsBytes = 0] = await keepOutcomes([outcome]);
  return { ...answer, rejectsBytes };
}
