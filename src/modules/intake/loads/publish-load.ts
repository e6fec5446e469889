import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import {
  currentSnapshot,
  discardOnFailure,
  newSnapshotId,
  publishSnapshot,
  storedRowsOf,
  type PreparedSnapshot,
  type Snapshot,
} from '#modules/warehouse/index.ts';
import { beginCorrection } from '../corrections/begin-correction.ts';
import { addingMode, sumsRequest } from '../corrections/correction-request.ts';
import { assertAdded, correctedScore, keepSums } from '../corrections/keep-sums.ts';
import { checkAgain, isOvertaken } from '../decisions/check-again.ts';
import { hasNewerData } from '../decisions/newer-data.ts';
import { publishingBytes } from '../queue/work-shares.ts';
import { logOfLoad } from '../trails/log-of-load.ts';
import type { CheckedAgainst } from './check-load.ts';
import { ContractMoved, demandContract, EndedMeanwhile } from './publishing.ts';
import { fillableUnit } from './fillable-unit.ts';
import { acceptedFile } from './load-folders.ts';
import type { Published } from './load-row.ts';
import type { Run } from './run.ts';

/** Makes the accepted rows the dataset's current state: files first, then one transaction. `now`: they have just been checked. */
export async function publishLoad(run: Run, contract: Contract, now?: CheckedAgainst): Promise<void> {
  const { deps, load, folders, worker } = run;
  const checked = await deps.store.find(load.id);
  if (checked?.result === undefined || checked.result === null) throw new Error(`${load.id} is published unchecked`);
  if (checked.hold !== null && !checked.decision_forced && (await hasNewerData(deps, checked))) {
    await deps.store.heldAgain(load.id);
    return;
  }
  const accepted = acceptedFile(folders);
  const snapshots = join(deps.dataFolder, 'snapshots');
  const current = await currentSnapshot(deps.database, load.dataset);
  const found = isOvertaken(checked, contract, current)
    ? await checkAgain(run, { checked, contract, current })
    : checked;
  if (found === undefined || found.result === null) return;
  const { result, partitions } = found;
  const stillStands = found === checked && now !== undefined && now.against === (current?.id ?? null);
  const compared = stillStands ? (now.compared ?? undefined) : undefined;
  const createdAt = deps.clock();
  const snapshot = newSnapshotId(createdAt);
  const unit = fillableUnit(load, contract);
  await mkdir(folders.staging, { recursive: true });
  const correction = await beginCorrection(deps, load, partitions);
  const attempt = {
    database: deps.database,
    snapshotsFolder: snapshots,
    dataset: load.dataset,
    snapshot,
    onLeft: (error: unknown) => logOfLoad(deps.log, load).warn({ snapshot, error }, 'snapshot folder left'),
  };
  const prepare = async (memoryLimit: string) => {
    const prepared = worker.get().prepare({
      step: 'prepare',
      accepted: [accepted],
      acceptedRows: result.accepted,
      current: current === undefined ? null : storedRowsOf(current, snapshots),
      ...(compared === undefined ? {} : { compared }),
      schema: datasetSchemaOf(contract),
      mode: correction === undefined ? load.mode : addingMode(load),
      ...(correction === undefined ? {} : { sums: sumsRequest(deps.dataFolder, correction.family, load) }),
      ...(unit === undefined ? {} : { unit }),
      staging: folders.staging,
      output: join(snapshots, load.dataset, snapshot),
      memoryLimit,
    });
    // Once the process is at work: whoever is shown the load is shown what the check found, and that takes a while to read.
    deps.onChange(load.id, { stage: 'publishing', done: 0, total: result.accepted });
    return prepared;
  };
  const published = await discardOnFailure(attempt, async () => {
    const bytes = await publishingBytes([accepted], current);
    const { prepared, sums } = await deps.shares.run(bytes, run.signal, prepare);
    if (correction !== undefined) {
      assertAdded(prepared, { load, accepted: result.accepted, standing: current?.rows ?? 0 });
    }
    await deps.store.transaction(async (transaction) => {
      if (prepared !== null) {
        await publishSnapshot(transaction, {
          id: snapshot,
          dataset: load.dataset,
          prepared,
          loads: [load.id],
          contractVersion: contract.version,
          createdAt,
          expectedCurrent: current?.id ?? null,
        });
        await demandContract(deps, transaction, load);
      }
      const of = { load: load.id, dataset: load.dataset, snapshot, partitions, createdAt };
      if (correction === undefined || sums === null) {
        const { score: counts, findingsByRule } = result;
        await deps.scores.record(transaction, { ...of, counts, findingsByRule, corrects: null });
      } else {
        if (prepared !== null)
          await deps.scores.record(transaction, { ...of, ...correctedScore(correction.family, sums) });
        await keepSums(deps.store, transaction, sums);
      }
      const now = prepared === null ? nothingNew(current) : { snapshot, difference: differenceOf(prepared) };
      if ((await deps.store.publishedSeveral(transaction, [{ id: load.id, ...now }])) === 0) throw new EndedMeanwhile();
    });
    return true;
  }).catch(async (error: unknown) => {
    if (error instanceof ContractMoved) await deps.store.putBackSeveral([load.id]);
    else if (!(error instanceof EndedMeanwhile)) throw error;
    return false;
  });
  if (published) await rm(accepted, { force: true });
}

function differenceOf({ rows, added, changed, removed }: PreparedSnapshot): Published['difference'] {
  return { rows, added, changed, removed };
}

/** Nothing of a correction was accepted: the state that stands is its own, too. */
function nothingNew(current: Snapshot | undefined): Published {
  if (current === undefined) throw new Error('A correction has nothing to add to');
  return { snapshot: current.id, difference: { rows: current.rows, added: 0, changed: 0, removed: 0 } };
}
