import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caller } from '#api/caller.ts';
import { demandRight } from '#modules/access/index.ts';
import { datasetSchemaOf, type Contract } from '#modules/catalog/index.ts';
import {
  currentSnapshot,
  discardOnFailure,
  getSnapshot,
  newSnapshotId,
  publishSnapshot,
  type Snapshot,
} from '#modules/warehouse/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log/log.ts';
import { getSeenDataset, type AuthorizeDeps } from '../http/authorize-load.ts';
import { findChangedFamilies, type ChangedFamiliesDeps } from '../corrections/find-changed-families.ts';
import { keepSums } from '../corrections/keep-sums.ts';
import { failLoad } from '../loads/errors.ts';
import type { LoadStore } from '../loads/load-store.ts';
import type { Workers } from '../loads/workers.ts';
import type { RestoreAnswer } from '../worker/worker-protocol.ts';
import type { DatasetTurns } from './dataset-turns.ts';

export interface RollbackDeps extends AuthorizeDeps {
  readonly workers: Workers;
  readonly database: Database;
  readonly store: ChangedFamiliesDeps['store'] & Pick<LoadStore, 'corrected' | 'checkAnew'>;
  readonly turns: DatasetTurns;
  readonly dataFolder: string;
  /** DuckDB's share of the child process's memory, e.g. `512MB`. */
  readonly workerMemory: string;
  /** Rollbacks of many datasets at once would take a process and memory each. */
  readonly restoreInTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface AskedRollback {
  readonly snapshot: string;
  /** Whoever may see the dataset's page reads it. */
  readonly note?: string;
}

/** A load that is under way may take longer: then whoever asks is told so. */
const mostWait = 30_000;
const mostWork = 600_000;

/**
 * Makes an earlier state the current one again, as a new snapshot; whatever came since stays in the list of snapshots. It
 * takes its turn among the dataset's loads: one that is under way ends first, and those that wait go on from the restored
 * state. Throws `snapshot-unknown`, `snapshot-current`, `snapshot-damaged` or `dataset-busy`.
 */
export async function rollbackDataset(
  deps: RollbackDeps,
  caller: Caller,
  dataset: string,
  { snapshot: id, note }: AskedRollback,
): Promise<{ readonly snapshot: string }> {
  const { contract, decision } = await getSeenDataset(deps, caller, dataset);
  demandRight(caller, decision.decideLoads, 'decide-loads');
  await getSnapshot(deps.database, contract.id, id);
  return deps.turns.run(
    contract.id,
    async () => {
      const earlier = await getSnapshot(deps.database, contract.id, id);
      const current = await currentSnapshot(deps.database, contract.id);
      if (current === undefined || current.id === id || current.restores === id) {
        throw failLoad('snapshot-current', `The current state of ${contract.id} is that of ${id} already.`);
      }
      const createdAt = deps.clock();
      const snapshot = newSnapshotId(createdAt);
      const attempt = {
        database: deps.database,
        snapshotsFolder: join(deps.dataFolder, 'snapshots'),
        dataset: contract.id,
        snapshot,
        onLeft: (error: unknown) => deps.log.warn({ dataset: contract.id, snapshot, error }, 'snapshot folder left'),
      };
      await discardOnFailure(attempt, async () => {
        const { prepared, corrected } = await deps.restoreInTurn(() =>
          restore(deps, contract, { earlier, current, snapshot }),
        );
        await deps.database.transaction().execute(async (transaction) => {
          await keepSums(deps.store, transaction, { corrected });
          await publishSnapshot(transaction, {
            dataset: contract.id,
            id: snapshot,
            prepared,
            contractVersion: earlier.contractVersion,
            createdAt,
            loads: [],
            restores: { id, stateAt: earlier.stateAt },
            expectedCurrent: current.id,
            ...(note === undefined ? {} : { note }),
          });
          await deps.store.checkAnew(transaction, contract.id);
        });
      });
      deps.log.info(
        { dataset: contract.id, snapshot, restores: id, by: caller.kind === 'anonymous' ? null : caller.id },
        'dataset rolled back',
      );
      return { snapshot };
    },
    { mostMilliseconds: mostWait },
  );
}

async function restore(
  deps: RollbackDeps,
  contract: Contract,
  { earlier, current, snapshot }: Readonly<Record<'earlier' | 'current', Snapshot>> & { readonly snapshot: string },
): Promise<RestoreAnswer> {
  const snapshotsFolder = join(deps.dataFolder, 'snapshots');
  const staging = join(deps.dataFolder, 'staging', `rollback-${snapshot}`);
  const worker = deps.workers.start({ signal: AbortSignal.timeout(mostWork), onProgress: () => undefined });
  try {
    return await worker.restore({
      step: 'restore',
      snapshotsFolder,
      earlier: { schema: earlier.schema, files: earlier.files },
      current: { schema: current.schema, files: current.files },
      schema: datasetSchemaOf(contract),
      families: await findChangedFamilies(deps, contract.id, earlier.id),
      staging,
      memoryLimit: deps.workerMemory,
    });
  } finally {
    worker.stop();
    await rm(staging, { recursive: true, force: true });
  }
}
