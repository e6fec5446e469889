import { statfs } from 'node:fs/promises';
import { conditions } from '#api/health.ts';
import { countLoads } from '#modules/intake/index.ts';
import type { Database } from '#platform/database/database.ts';
import type { Health } from '#platform/health/health.ts';
import { residentMemory } from '#platform/health/process-memory.ts';
import type { Metrics } from '#platform/metrics/metrics.ts';

export interface PlatformGaugesDeps {
  readonly metrics: Metrics;
  readonly health: Health;
  readonly database: Database;
  readonly dataFolder: string;
  readonly version: string;
}

/** Figures that are read when somebody asks for them. */
export function registerPlatformGauges({ metrics, health, database, dataFolder, version }: PlatformGaugesDeps): void {
  metrics.gauge(
    { name: 'daklake_build_info', help: 'Always 1; the version is a label.', labels: ['version'] },
    async () => [[{ version }, 1]],
  );
  metrics.gauge(
    { name: 'daklake_health_condition', help: '0 good, 1 worth a look, 2 bad, by part.', labels: ['part'] },
    async () => (await health.report()).parts.map(({ part, condition }) => [{ part }, conditions.indexOf(condition)]),
  );
  metrics.gauge({ name: 'daklake_database_up', help: '1 where the database answers.' }, async () => [
    [{}, (await health.report()).parts.some(({ code }) => code === 'database-gone') ? 0 : 1],
  ]);
  metrics.gauge({ name: 'daklake_loads', help: 'Loads by state.', labels: ['state'] }, async () =>
    (await countLoads(database)).map(({ state, loads }) => [{ state }, loads]),
  );
  metrics.gauge(
    { name: 'daklake_memory_bytes', help: 'Memory of our processes (PSS), by kind.', labels: ['process'] },
    async () => {
      const sums = new Map<string, number>();
      for (const { kind, bytes } of await residentMemory(process.pid)) sums.set(kind, (sums.get(kind) ?? 0) + bytes);
      return [...sums].map(([kind, bytes]) => [{ process: kind }, bytes]);
    },
  );
  metrics.gauge(
    { name: 'daklake_disk_bytes', help: 'The file system of the data folder.', labels: ['what'] },
    async () => {
      const { bavail, blocks, bsize } = await statfs(dataFolder);
      return [
        [{ what: 'free' }, bavail * bsize],
        [{ what: 'size' }, blocks * bsize],
      ];
    },
  );
}
