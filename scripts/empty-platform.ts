import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Platform } from '#app/compose.ts';
import { readConfig } from '#app/config.ts';
import { openDatabase } from '#app/open-database.ts';
import { systemClock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { dataFolderAt } from '#platform/files/index.ts';
import { silentLog } from '#platform/log/log.ts';

/** A real, empty platform, for as long as the work takes. */
export async function withEmptyPlatform<T>(work: (platform: Platform, database: Database) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-empty-'));
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.defer(() => rm(folder, { recursive: true, force: true }));
  const opened = await openDatabase({
    databaseUrl: undefined,
    folder: dataFolderAt(folder),
    version: '0.0.0',
    log: silentLog,
  });
  cleanUp.defer(() => opened.close());

  const environment = { DATABASE_URL: opened.connectionString, DAKLAKE_DATA: join(folder, 'data'), DAKLAKE_DEMO: '0' };
  const config = readConfig(environment);
  const deps = {
    config,
    log: silentLog,
    clock: systemClock,
    version: '0',
    development: false,
    onLost: () => undefined,
  };
  const platform = await compose(deps);
  cleanUp.defer(() => platform.close());
  return await work(platform, opened.database);
}
