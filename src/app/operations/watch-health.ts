import { sql } from 'kysely';
import { lookAtFailures, lookAtWaiting, newestLoad } from '#modules/intake/index.ts';
import { watchFiles } from '#modules/warehouse/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { createHealth, type Health } from '#platform/health/health.ts';
import { clockWatch } from '#platform/health/look-at-clock.ts';
import { lookAtDatabase } from '#platform/health/look-at-database.ts';
import { lookAtDisk } from '#platform/health/look-at-disk.ts';
import { lookAtMemory } from '#platform/health/look-at-memory.ts';
import type { Log } from '#platform/log/log.ts';

export interface WatchHealthDeps {
  readonly database: Database;
  readonly dataFolder: string;
  readonly snapshotsFolder: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Every part that somebody would have to look at, the one that stops most others first. */
export function watchHealth({ database, dataFolder, snapshotsFolder, clock, log }: WatchHealthDeps): Health {
  const lookAtClock = clockWatch({
    clock,
    elapsed: () => performance.now(),
    newestRecord: () => newestLoad(database),
    askDatabase: async () => (await sql<{ now: Date }>`select clock_timestamp() as now`.execute(database)).rows[0]?.now,
  });
  return createHealth({
    clock,
    log,
    checks: [
      { part: 'database', look: () => lookAtDatabase(database) },
      { part: 'disk', look: () => lookAtDisk(dataFolder) },
      { part: 'memory', look: () => lookAtMemory(process.pid) },
      { part: 'queue', look: () => lookAtWaiting(database, clock()) },
      { part: 'loads', look: () => lookAtFailures(database, clock()) },
      { part: 'files', look: watchFiles({ database, snapshotsFolder }) },
      { part: 'clock', look: lookAtClock },
    ],
  });
}
