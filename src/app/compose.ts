import { sql } from 'kysely';
import type { Clock } from '#platform/clock/clock.ts';
import { claimDataFolder } from '#platform/files/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import type { Http } from '#platform/http/create-http.ts';
import type { Log } from '#platform/log/log.ts';
import type { Config } from './config.ts';
import { createAppHttp } from './http.ts';
import { openDatabase } from './open-database.ts';

export interface ComposeDeps {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly version: string;
  /** Called when the platform can no longer go on; the process should end. */
  readonly onLost: () => void;
}

export interface Platform {
  /** For whoever asks without a network: tests, and the reports on routes. */
  readonly http: Http;
  /** Begins to listen; returns the address, e.g. `http://127.0.0.1:3000`. */
  listen(): Promise<string>;
  /** Answers what is under way, then closes everything in the opposite order. */
  close(): Promise<void>;
}

/** The whole platform, built by plain calls from bottom to top. */
export async function compose(deps: ComposeDeps): Promise<Platform> {
  const { config, log } = deps;
  await using undo = new AsyncDisposableStack();

  const folder = await claimDataFolder(config.dataFolder);
  undo.defer(() => folder.release());
  const { databaseUrl } = config;
  const { database, connectionString, close } = await openDatabase({ databaseUrl, folder, log, onLost: deps.onLost });
  undo.defer(close);
  const jobs = createJobs({ connectionString, log, soleWorker: true });

  let ending = false;
  const http = await createAppHttp({
    config,
    log,
    version: deps.version,
    identify: async () => ({ kind: 'anonymous' }),
    isReady: async () => !ending && (await answers(() => sql`select 1`.execute(database))),
  });
  undo.defer(() => http.close());

  await jobs.start();
  undo.defer(() => jobs.stop());

  const closing = undo.move();
  return {
    http,
    listen: () => http.listen({ port: config.port, host: config.host }),
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
