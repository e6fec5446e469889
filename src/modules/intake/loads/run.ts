import type { Progress } from '#api/loads.ts';
import type { Catalog } from '#modules/catalog/index.ts';
import type { ScoreStore } from '#modules/quality/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import type { Log } from '#platform/log/log.ts';
import type { WorkShares } from '../queue/work-shares.ts';
import type { LoadTrails } from '../trails/load-trails.ts';
import { logOfLoad } from '../trails/log-of-load.ts';
import type { DatasetTurns } from '../versions/dataset-turns.ts';
import { loadFolders, type LoadFolders } from './load-folders.ts';
import type { LoadRow } from './load-row.ts';
import type { LoadStore } from './load-store.ts';
import type { WorkerProcess } from './worker-process.ts';
import type { Workers } from './workers.ts';

export interface RunLoadDeps {
  readonly workers: Workers;
  /** Of what all loads together may take. */
  readonly shares: WorkShares;
  readonly database: Database;
  readonly store: LoadStore;
  readonly turns: DatasetTurns;
  readonly scores: ScoreStore;
  readonly catalog: Pick<Catalog, 'findContract' | 'getContract' | 'getContractVersion' | 'findStandingVersion'>;
  readonly dataFolder: string;
  readonly packs: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly trails: LoadTrails;
  /** The load's state or progress changed; null: it is between two stages. */
  readonly onChange: (load: string, progress: Progress | null) => void;
}

/** One run of a load. */
export interface Run {
  readonly deps: RunLoadDeps;
  readonly load: LoadRow;
  readonly folders: LoadFolders;
  /** Started where it is needed first; after `stop` another one is. */
  readonly worker: { get(): WorkerProcess; stop(): void };
  /** Aborted when the server ends or somebody ends the load. */
  readonly signal: AbortSignal;
}

export function openRun(deps: RunLoadDeps, load: LoadRow, signal: AbortSignal): Run {
  let worker: WorkerProcess | undefined;
  return {
    deps,
    load,
    folders: loadFolders(deps.dataFolder, load.id),
    signal,
    worker: {
      get: () =>
        (worker ??= deps.workers.start({
          signal,
          log: logOfLoad(deps.log, load),
          onProgress: (progress) => deps.onChange(load.id, progress),
        })),
      stop: () => {
        worker?.stop();
        worker = undefined;
      },
    },
  };
}
