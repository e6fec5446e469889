import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { createAccess } from '#modules/access/index.ts';
import { createCatalog } from '#modules/catalog/index.ts';
import { createDictionary } from '#modules/dictionary/index.ts';
import { createDirectory } from '#modules/directory/index.ts';
import { collectLeftovers, createCollector, createWorkers, forkWorker } from '#modules/intake/index.ts';
import { createUsage, keepKeys, type PortalDeps } from '#modules/portal/index.ts';
import { createScoreStore, inspectRules, readScoring } from '#modules/quality/index.ts';
import {
  collectUnpublished,
  createEngine,
  createExporter,
  createKeptAnswers,
  createKeyTables,
  loadCursorKey,
  rememberCurrent,
} from '#modules/warehouse/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';
import { keepServerOrigin } from '#platform/files/index.ts';
import { createAnswerStore } from '#platform/idempotency/answer-store.ts';
import type { Http } from '#platform/http/create-http.ts';
import type { Log } from '#platform/log/log.ts';
import { createMetrics } from '#platform/metrics/metrics.ts';
import { openTracing } from '#platform/tracing/open-tracing.ts';
import { composeIntake } from './compose-intake.ts';
import type { Config } from './config.ts';
import { createAppHttp } from './http.ts';
import { holdData } from './hold-data.ts';
import { createKeyTurn } from './key-turn.ts';
import { createLoadShares } from './load-shares.ts';
import { startDemonstration, type FirstStart } from './start-demonstration.ts';
import { registerPlatformGauges } from './operations/platform-gauges.ts';
import { watchHealth } from './operations/watch-health.ts';
import { createWebServices } from './web-services.ts';

export interface ComposeDeps {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly version: string;
  /** Pages are compiled as they are asked for. */
  readonly development: boolean;
  /** Called when the platform can no longer go on; the process should end. */
  readonly onLost: () => void;
}

export interface Platform {
  /** For whoever asks without a network: tests, and the reports on routes. */
  readonly http: Http;
  /** Begins to listen; returns the address, e.g. `http://127.0.0.1:3000`. */
  listen(): Promise<string>;
  /** What whoever starts it for the first time should be told. */
  readonly firstStart: FirstStart | undefined;
  /** Resolves when the demonstration is loaded, at once where there is none. */
  readonly demonstrationLoaded: Promise<void>;
  /** Answers what is under way, then closes everything in the opposite order. */
  close(): Promise<void>;
}

/** The whole platform, built by plain calls from bottom to top. */
export async function compose(deps: ComposeDeps): Promise<Platform> {
  const { config, log, clock } = deps;
  await using undo = new AsyncDisposableStack();

  const { tracesEndpoint: endpoint, tracesHeaders: headers } = config;
  const tracing = await openTracing({ endpoint, headers, version: deps.version });
  undo.defer(() => tracing.close());
  const metrics = createMetrics();

  const { databaseUrl, dataFolder } = config;
  const { version, onLost } = deps;
  const held = await holdData({ dataFolder, databaseUrl, log, version, onLost });
  undo.defer(() => held.close());
  const { folder, database, changes } = held;
  const packs = resolve(config.packsFolder);

  const directory = createDirectory({ packs });
  const access = createAccess({ database, directory, clock, origin: config.origin, changes });
  const dictionary = createDictionary({ packs, directory });
  const { codeLists } = dictionary;
  const { agencyName } = directory;
  const catalog = createCatalog({ database, clock, agencyName, dictionary, inspect: inspectRules, changes });

  const engine = await createEngine({ dataFolder: folder.path });
  undo.defer(() => engine.close());
  const exporter = await createExporter({ dataFolder: folder.path, clock });
  undo.defer(() => exporter.close());
  const shares = createLoadShares(config);
  const { concurrentLoads: atOnce } = config;
  const workers = createWorkers({
    log,
    atOnce,
    mostIdle: atOnce,
    spareAfter: 2500,
    fork: () => forkWorker(config.readLimits),
  });
  undo.defer(() => workers.close());
  const keyTables = await createKeyTables({
    dataFolder: folder.path,
    clock,
    log,
    fromRows: config.keyTablesFrom,
    inTurn: createKeyTurn(workers, shares),
  });
  undo.defer(() => keyTables.close());

  const scores = createScoreStore({ database });
  const scoringOn = (moment: Date) => readScoring(join(packs, 'quality', 'scoring.yaml'), vietnamDay(moment));

  const intake = await composeIntake({
    config,
    folder,
    database,
    packs,
    catalog,
    directory,
    codeLists,
    scores,
    workers,
    shares,
    tracing,
    metrics,
    clock,
    log,
  });
  const { store, loads, uploads } = intake;
  undo.defer(() => uploads.close());

  const usage = createUsage({ database, clock, log });
  undo.defer(() => usage.close());
  const portal: PortalDeps = {
    database,
    catalog,
    directory,
    codeLists,
    findElement: dictionary.findElement,
    scores,
    usage,
    engine,
    snapshots: rememberCurrent({ database, changes }),
    keptAnswers: createKeptAnswers(),
    lookUp: keyTables.lookUp,
    snapshotsFolder: folder.snapshots,
    cursorKey: await loadCursorKey(folder.keys),
    clock,
    scoringOn,
  };
  const watched = { database, dataFolder: folder.path, snapshotsFolder: folder.snapshots, clock, log };
  const health = watchHealth(watched);
  registerPlatformGauges({ ...watched, metrics, health, version: deps.version });

  let ending = false;
  const http = await createAppHttp({
    config,
    log,
    tracing,
    metrics,
    health,
    version: deps.version,
    development: deps.development,
    access,
    catalog,
    ...intake,
    portal,
    exporter,
    database,
    answers: createAnswerStore({ database, clock }),
    services: createWebServices({
      access,
      catalog,
      directory,
      ...intake,
      portal,
      dictionary,
      health,
      clock,
      origin: config.origin,
    }),
    isReady: async () => !ending && (await answers(() => sql`select 1`.execute(database))),
  });
  undo.defer(() => http.close());

  await collectLeftovers({ store, folder, log });
  await uploads.collect();
  await collectUnpublished({ database, snapshotsFolder: folder.snapshots });
  await keepKeys({ database, changes, catalog, snapshots: portal.snapshots, keyTables, log });
  loads.start();
  undo.defer(() => loads.stop());
  const collector = createCollector({
    database,
    dataFolder: folder.path,
    clock,
    log,
    listDatasets: catalog.listDatasets,
    findContract: catalog.findContract,
  });
  collector.start();
  undo.defer(() => collector.stop());
  health.start();
  undo.defer(() => health.stop());

  const { firstStart, loaded, stop } = await startDemonstration({
    config,
    folder,
    packs,
    access,
    catalog,
    directory,
    dictionary,
    loads,
    log,
  });
  undo.defer(stop);

  const closing = undo.move();
  return {
    http,
    listen: async () => {
      const address = await http.listen({ port: config.port, host: config.host });
      // Whoever takes any free port has told nobody which; his address is the one that he listens on.
      await keepServerOrigin(folder.path, config.port === 0 ? address : config.origin);
      return address;
    },
    firstStart,
    demonstrationLoaded: loaded,
    close: async () => {
      ending = true;
      await closing.disposeAsync();
    },
  };
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}
