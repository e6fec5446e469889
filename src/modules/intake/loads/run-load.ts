import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadFailure, Progress } from '#api/loads.ts';
import { Localized } from '#api/localized.ts';
import { datasetSchemaOf, type Catalog, type Contract } from '#modules/catalog/index.ts';
import type { ScoreStore } from '#modules/quality/index.ts';
import {
  currentSnapshot,
  discardOnFailure,
  newSnapshotId,
  publishSnapshot,
  storedRowsOf,
  type PreparedSnapshot,
  type Snapshot,
} from '#modules/warehouse/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import type { Log } from '#platform/log/log.ts';
import { addingMode, sumsRequest } from '../corrections/correction-request.ts';
import { checkLanded, type Run } from './check-landed.ts';
import { beginCorrection } from '../corrections/begin-correction.ts';
import { assertAdded, correctedScore, keepSums } from '../corrections/keep-sums.ts';
import { failLoad } from './errors.ts';
import { fillableUnit } from './fillable-unit.ts';
import { findUnchanged } from './find-unchanged.ts';
import { loadFolders } from './load-folders.ts';
import type { LoadRow, LoadStore, Published } from './load-store.ts';
import type { DatasetTurns } from '../versions/dataset-turns.ts';
import { standingSnapshots } from '../versions/standing-snapshots.ts';
import { referencesMovedOn } from './references-moved-on.ts';
import { checkAgain, isOvertaken } from '../decisions/check-again.ts';
import { holdOf } from '../decisions/hold-reasons.ts';
import { hasNewerData } from '../decisions/newer-data.ts';
import { isDiskFull, storageFull } from './storage-full.ts';
import type { LoadTrails } from '../trails/load-trails.ts';
import { logOfLoad } from '../trails/log-of-load.ts';
import { WorkerGone, type WorkerProcess } from './worker-process.ts';
import type { Workers } from './workers.ts';

export interface RunLoadDeps {
  readonly workers: Workers;
  readonly database: Database;
  readonly store: LoadStore;
  readonly turns: DatasetTurns;
  readonly scores: ScoreStore;
  readonly catalog: Pick<Catalog, 'findContract' | 'getContract' | 'getContractVersion'>;
  readonly dataFolder: string;
  readonly packs: string;
  /** DuckDB's share of the child process's memory, e.g. `512MB`. */
  readonly workerMemory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly trails: LoadTrails;
  /** The load's state or progress changed; null: it is between two stages. */
  readonly onChange: (load: string, progress: Progress | null) => void;
}

/** A load that the server's end has stopped three times is not taken up a fourth time. */
const mostAttempts = 3;

/**
 * Takes a load from where it stands to its rest. Every step ends with something durable (files synced, then the row), so
 * that after a crash the next run does that step again or goes on after it, with the same outcome. When `signal` is
 * aborted it ends its child process and leaves the row as it is.
 */
export async function runLoad(deps: RunLoadDeps, id: string, signal: AbortSignal): Promise<void> {
  const load = await deps.store.begin(id);
  if (load === undefined) return;
  const run = { deps, load, folders: loadFolders(deps.dataFolder, id), worker: lazyWorker(deps, load, signal) };
  deps.trails.begun(load);
  try {
    if (load.attempts > mostAttempts) {
      throw failLoad('interrupted', `The load was begun ${mostAttempts} times, and each time the server ended.`);
    }
    const contract = await deps.catalog.getContractVersion(load.dataset, load.contract_version, load.contract_revision);
    await deps.turns.run(load.dataset, async () => {
      signal.throwIfAborted();
      const publishes = load.state === 'publishing' || (await check(run, contract));
      if (publishes) await publish(run, contract);
    });
  } catch (error) {
    if (signal.aborted) return;
    await deps.store.failed(id, presentFailure(deps, load, error));
  } finally {
    run.worker.stop();
    await rm(run.folders.staging, { recursive: true, force: true });
    deps.trails.ended(await deps.store.find(id).catch(() => undefined), id);
  }
}

/** Reads and checks the file; true where its accepted rows are to be published now. */
async function check(run: Run, contract: Contract): Promise<boolean> {
  const { deps, load } = run;
  const current = await currentSnapshot(deps.database, load.dataset);
  const earlier = await findUnchanged(deps.store, load, await standingSnapshots(deps.database, load.dataset));
  if (earlier !== undefined && !(await referencesMovedOn(deps.database, contract, earlier))) {
    await deps.store.unchanged(load.id, earlier, current?.id ?? null);
    return false;
  }
  const correction = await beginCorrection(deps, load);
  await deps.store.enter(load.id, 'reading');
  const { result, partitions, standing } = await checkLanded(run, { contract, current, correction });

  // Somebody has just looked at every row of a correction, and it takes nothing away.
  const hold =
    correction === undefined ? holdOf({ ...result, standing, mode: load.mode }, contract.holdBelow) : undefined;
  const kept = await deps.store.checked(load.id, { result, partitions, hold, against: current?.id ?? null });
  deps.onChange(load.id, null);
  return kept && hold === undefined;
}

/** Makes the accepted rows the dataset's current state: files first, then one transaction. */
async function publish(run: Run, contract: Contract): Promise<void> {
  const { deps, load, folders, worker } = run;
  const checked = await deps.store.find(load.id);
  if (checked?.result === undefined || checked.result === null) throw new Error(`${load.id} is published unchecked`);
  if (checked.hold !== null && !checked.decision_forced && (await hasNewerData(deps, checked))) {
    await deps.store.heldAgain(load.id);
    return;
  }
  const accepted = join(folders.outcome, 'accepted.parquet');
  const snapshots = join(deps.dataFolder, 'snapshots');
  const current = await currentSnapshot(deps.database, load.dataset);
  const found = isOvertaken(checked, contract, current)
    ? await checkAgain(run, { checked, contract, current })
    : checked;
  if (found === undefined || found.result === null) return;
  const { result, partitions } = found;
  const createdAt = deps.clock();
  const snapshot = newSnapshotId(createdAt);
  const unit = fillableUnit(load, contract);
  await mkdir(folders.staging, { recursive: true });
  deps.onChange(load.id, { stage: 'publishing', done: 0, total: result.accepted });
  const correction = await beginCorrection(deps, load, partitions);
  const attempt = {
    database: deps.database,
    snapshotsFolder: snapshots,
    dataset: load.dataset,
    snapshot,
    onLeft: (error: unknown) => logOfLoad(deps.log, load).warn({ snapshot, error }, 'snapshot folder left'),
  };
  await discardOnFailure(attempt, async () => {
    const { prepared, sums } = await worker.get().prepare({
      step: 'prepare',
      accepted: [accepted],
      acceptedRows: result.accepted,
      current: current === undefined ? null : storedRowsOf(current, snapshots),
      schema: datasetSchemaOf(contract),
      mode: correction === undefined ? load.mode : addingMode(load),
      ...(correction === undefined ? {} : { sums: sumsRequest(deps.dataFolder, correction.family, load) }),
      ...(unit === undefined ? {} : { unit }),
      staging: folders.staging,
      output: join(snapshots, load.dataset, snapshot),
      memoryLimit: deps.workerMemory,
    });
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
      const published = prepared === null ? nothingNew(current) : { snapshot, difference: differenceOf(prepared) };
      if (!(await deps.store.published(transaction, load.id, published))) throw new EndedMeanwhile();
    });
  }).catch((error: unknown) => {
    if (!(error instanceof EndedMeanwhile)) throw error;
  });
  await rm(accepted, { force: true });
}

function differenceOf({ rows, added, changed, removed }: PreparedSnapshot): Published['difference'] {
  return { rows, added, changed, removed };
}

/** Nothing of a correction was accepted: the state that stands is its own, too. */
function nothingNew(current: Snapshot | undefined): Published {
  if (current === undefined) throw new Error('A correction has nothing to add to');
  return { snapshot: current.id, difference: { rows: current.rows, added: 0, changed: 0, removed: 0 } };
}

/** The load was cancelled while it was being published: nothing of it may become visible. */
class EndedMeanwhile extends Error {}

function presentFailure(deps: RunLoadDeps, load: LoadRow, error: unknown): LoadFailure {
  const failure = isDiskFull(error) ? storageFull(error) : error instanceof DomainError ? error : faultOf(error);
  if (failure !== error) logOfLoad(deps.log, load).error({ error }, 'load failed');
  const message = Localized.safeParse(failure.members['message']);
  return {
    code: failure.code,
    title: failure.title,
    detail: failure.message,
    ...(message.success ? { message: message.data } : {}),
  };
}

function faultOf(error: unknown): DomainError {
  return error instanceof WorkerGone
    ? failLoad('load-fault', 'The process that worked on the load ended; send the file again, or a smaller one.')
    : failLoad('load-fault', 'Something went wrong on our side. The file is kept; the fault is in the log.');
}

function lazyWorker(deps: RunLoadDeps, load: LoadRow, signal: AbortSignal): Run['worker'] {
  let worker: WorkerProcess | undefined;
  return {
    get: () =>
      (worker ??= deps.workers.start({
        signal,
        log: logOfLoad(deps.log, load),
        onProgress: (progress) => deps.onChange(load.id, progress),
      })),
    stop: () => worker?.stop(),
  };
}
