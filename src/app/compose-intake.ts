import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Catalog } from '#modules/catalog/index.ts';
import type { CodeLists } from '#modules/dictionary/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import {
  createAgencyQuotas,
  createDatasetTurns,
  createFormLooks,
  createLoadReading,
  createLoads,
  createLoadStore,
  createLoadTrails,
  createMappingStore,
  createProposals,
  createUploads,
  limitLooks,
  uploadsName,
  type Workers,
} from '#modules/intake/index.ts';
import type { ScoreStore } from '#modules/quality/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { ObserveRequestsDeps } from '#platform/http/observe-requests.ts';
import type { Log } from '#platform/log/log.ts';
import type { Config } from './config.ts';
import type { HeldData } from './hold-data.ts';
import type { createLoadShares } from './load-shares.ts';

export interface ComposeIntakeDeps extends ObserveRequestsDeps, Pick<HeldData, 'folder' | 'database'> {
  readonly config: Config;
  readonly packs: string;
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly codeLists: CodeLists;
  readonly scores: ScoreStore;
  readonly workers: Workers;
  readonly shares: ReturnType<typeof createLoadShares>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Whoever looks at findings and rejected rows takes memory beside the loads. */
const readingsAtOnce = 4;
const restoresAtOnce = 2;

/** The room that takes files in: its loads, and all that is asked and said about them. */
export async function composeIntake(deps: ComposeIntakeDeps) {
  const { config, folder, database, packs, catalog, directory, codeLists, workers, clock, log } = deps;
  const dataFolder = folder.path;
  const { loadMemory: workerMemory, maxUploadBytes: mostBytes } = config;
  const newId = randomUUID;

  const store = createLoadStore({ database, clock });
  const turns = createDatasetTurns();
  const { agencyBytes, agencyLoads: mostWaiting } = config;
  const quotas = createAgencyQuotas({ database, catalog, clock, mostBytes: agencyBytes, mostWaiting });
  const loads = createLoads({
    quotas,
    database,
    store,
    turns,
    scores: deps.scores,
    catalog,
    workers,
    dataFolder,
    packs,
    workerMemory,
    clock,
    log,
    trails: createLoadTrails({ log, clock, tracing: deps.tracing, metrics: deps.metrics }),
    newId,
    mostBytes,
    atOnce: config.concurrentLoads,
    shares: deps.shares,
  });
  const readInTurn = limitLooks(readingsAtOnce);
  const looking = { workers, dataFolder, packs, workerMemory, clock, newId };
  return {
    store,
    loads,
    reading: createLoadReading({ dataFolder, readInTurn, codeLists, progressOf: loads.progressOf }),
    mending: { database, store, dataFolder, readInTurn, codeLists },
    mappings: {
      catalog,
      loads,
      mappings: createMappingStore({ database, clock }),
      lookAt: createFormLooks(looking),
      log,
    },
    propose: createProposals({ ...looking, mostBytes }),
    receipts: { store, catalog, directory, clock },
    versions: {
      database,
      catalog,
      store,
      turns,
      workers,
      dataFolder,
      workerMemory,
      restoreInTurn: limitLooks(restoresAtOnce),
      clock,
      log,
    },
    quotas: { quotas, directory },
    uploads: await createUploads({ folder: join(folder.landing, uploadsName), mostBytes, clock, log, newId }),
  };
}
