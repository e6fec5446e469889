import { registerAccessRoutes, type Access } from '#modules/access/index.ts';
import { registerCatalogRoutes, type Catalog, type StandingRows } from '#modules/catalog/index.ts';
import {
  registerDeliveryRoutes,
  registerLoadRoutes,
  registerProposalRoute,
  registerReceiptRoutes,
  registerMappingRoutes,
  registerRollbackRoute,
  type LoadReading,
  type MappingsDeps,
  type MendingDeps,
  type Loads,
  type Uploads,
  type ProposeSent,
  type ReceiptDeps,
  registerQuotaRoutes,
  type QuotaDeps,
  type RollbackDeps,
} from '#modules/intake/index.ts';
import {
  registerComparisonRoute,
  registerDatasetRoutes,
  registerDownloadRoutes,
  registerRecordRoutes,
  registerTemplateRoute,
  type PortalDeps,
} from '#modules/portal/index.ts';
import { currentSnapshot, lockState, type Exporter } from '#modules/warehouse/index.ts';
import type { WebServices } from '#api/web-services.ts';
import type { Database } from '#platform/database/database.ts';
import { createHttp, type Http } from '#platform/http/create-http.ts';
import { registerIdempotency } from '#platform/idempotency/register-idempotency.ts';
import type { AnswerStore } from '#platform/idempotency/answer-store.ts';
import { mountPages } from '#platform/http/web.ts';
import type { Log } from '#platform/log/log.ts';
import type { ObserveRequestsDeps } from '#platform/http/observe-requests.ts';
import type { Health } from '#platform/health/health.ts';
import type { Config } from './config.ts';
import { registerOperationsRoutes } from './operations/register-operations-routes.ts';

export interface AppHttpDeps extends ObserveRequestsDeps {
  readonly config: Config;
  readonly log: Log;
  readonly version: string;
  readonly development: boolean;
  readonly access: Access;
  readonly catalog: Catalog;
  readonly loads: Loads;
  readonly uploads: Uploads;
  readonly reading: LoadReading;
  readonly mending: MendingDeps;
  readonly mappings: MappingsDeps;
  readonly receipts: ReceiptDeps;
  readonly versions: RollbackDeps;
  readonly quotas: QuotaDeps;
  readonly propose: ProposeSent;
  readonly portal: PortalDeps;
  readonly exporter: Exporter;
  readonly health: Health;
  readonly services: WebServices;
  readonly database: Database;
  readonly answers: AnswerStore;
  readonly isReady: () => Promise<boolean>;
}

async function findStandingRows(database: Database, dataset: string): Promise<StandingRows | undefined> {
  if (database.isTransaction) await lockState(database, dataset);
  const snapshot = await currentSnapshot(database, dataset);
  return snapshot && { ...snapshot.schema, contractVersion: snapshot.contractVersion, rows: snapshot.rows };
}

/** The HTTP server with the routes of every room, and the pages at every address that is left. */
export async function createAppHttp(deps: AppHttpDeps): Promise<Http> {
  const { origin, maxUploadBytes } = deps.config;
  const { access, catalog, loads, log, portal, reading, version, isReady } = deps;
  const http = await createHttp({
    log,
    version,
    origin,
    maxUploadBytes,
    trustedProxies: deps.config.trustedProxies,
    tracing: deps.tracing,
    metrics: deps.metrics,
    identify: ({ headers: { authorization, cookie }, routeOptions }, { again }) =>
      access.identify({ authorization, cookie, again, withoutDatabase: routeOptions.config.withoutDatabase === true }),
    isReady,
  });
  await registerIdempotency(http, { store: deps.answers, database: deps.database });
  registerAccessRoutes(http, { access });
  registerCatalogRoutes(http, {
    catalog,
    findStandingRows: (dataset, transaction = deps.database) => findStandingRows(transaction, dataset),
  });
  registerDatasetRoutes(http, portal);
  registerComparisonRoute(http, portal);
  registerRecordRoutes(http, portal);
  registerTemplateRoute(http, portal);
  registerDownloadRoutes(http, { ...portal, exporter: deps.exporter });
  registerLoadRoutes(http, {
    catalog,
    loads,
    reading,
    mending: deps.mending,
    uploads: deps.uploads,
    mostFiles: deps.config.readLimits.members,
  });
  registerMappingRoutes(http, deps.mappings);
  registerReceiptRoutes(http, deps.receipts);
  registerProposalRoute(http, { propose: deps.propose });
  registerRollbackRoute(http, deps.versions);
  registerQuotaRoutes(http, deps.quotas);
  registerDeliveryRoutes(http, portal);
  registerOperationsRoutes(http, deps);
  await mountPages(http, {
    services: deps.services,
    development: deps.development,
    origin,
    root: new URL('../..', import.meta.url).pathname,
  });
  return http;
}
