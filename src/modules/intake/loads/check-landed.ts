import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import { storedRowsOf, type Snapshot } from '#modules/warehouse/index.ts';
import { makeFolder, syncFile, syncFolder } from '#platform/files/index.ts';
import type { BegunCorrection } from '../corrections/begin-correction.ts';
import { createMappingStore } from '../mapping/mapping-store.ts';
import { addingMode } from '../corrections/correction-request.ts';
import type { CheckAnswer } from '../worker/worker-protocol.ts';
import { deliveryOnTime } from './delivery-on-time.ts';
import { fillableUnit } from './fillable-unit.ts';
import { readingBytes } from '../queue/work-shares.ts';
import { acceptedName, landedFile } from './load-folders.ts';
import type { Found } from './load-store.ts';
import { resolveReferences } from './resolve-references.ts';
import type { Run } from './run.ts';
import { fileReportsIn } from '../worker/file-reports.ts';

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
    onChecked,
  }: {
    readonly contract: Contract;
    readonly current: Snapshot | undefined;
    /** When the delivery before this one came. */
    readonly before?: Date | undefined;
    readonly correction?: BegunCorrection | undefined;
    /** The process has answered; what follows needs none. */
    readonly onChecked?: () => void;
  },
): Promise<CheckAnswer & Pick<Found, 'rejectsBytes'>> {
  deps.onChange(load.id, { stage: 'reading', done: 0, total: load.file_bytes });
  const outcome = join(folders.staging, 'outcome');
  const unit = fillableUnit(load, contract);
  const references = await resolveReferences(
    { ...deps, snapshotsFolder: join(deps.dataFolder, 'snapshots') },
    contract,
  );
  const mappings =
    correction === undefined ? await createMappingStore(deps).listKnown(load.dataset, load.mapping_given) : [];
  const check = async (memoryLimit: string) => {
    await rm(folders.staging, { recursive: true, force: true });
    await mkdir(outcome, { recursive: true });
    return worker.get().check({
      step: 'check',
      file: landedFile(folders),
      fileName: load.file_name,
      ...(load.sheet === null ? {} : { sheet: load.sheet }),
      ...(load.long_form === null ? {} : { longForm: load.long_form }),
      ...(load.encoding === null ? {} : { encoding: load.encoding }),
      contract,
      packs: deps.packs,
      mode: correction === undefined ? load.mode : addingMode(load),
      ...(correction === undefined ? {} : { correction: correction.request }),
      receivedOn: load.received_on,
      ...(unit === undefined ? {} : { unit }),
      ...(mappings.length === 0 ? {} : { mappings }),
      references,
      current: current === undefined ? null : storedRowsOf(current, join(deps.dataFolder, 'snapshots')),
      schema: datasetSchemaOf(contract),
      onTime: correction === undefined ? deliveryOnTime(contract.freshness, before, load.created_at) : null,
      staging: folders.staging,
      outcome,
      memoryLimit,
    });
  };
  const answer = await deps.shares.run(readingBytes(load), signal, check).catch(async (error: unknown) => {
    await keepReportsOfFailed(outcome, folders.outcome);
    throw error;
  });
  onChecked?.();
  await makeFolder(join(deps.dataFolder, 'rejects'));
  let rejectsBytes = 0;
  for (const name of await readdir(outcome)) {
    await syncFile(join(outcome, name));
    if (name !== acceptedName) rejectsBytes += (await stat(join(outcome, name))).size;
  }
  await syncFolder(outcome);
  await rm(folders.outcome, { recursive: true, force: true });
  await rename(outcome, folders.outcome);
  await syncFolder(join(deps.dataFolder, 'rejects'));
  return { ...answer, rejectsBytes };
}

/** Of a drop that came to nothing only the reports on its files are kept: they say why. */
async function keepReportsOfFailed(outcome: string, kept: string): Promise<void> {
  if (!existsSync(fileReportsIn(outcome))) return;
  await makeFolder(kept);
  await syncFile(fileReportsIn(outcome));
  await rename(fileReportsIn(outcome), fileReportsIn(kept));
  await syncFolder(kept);
}
