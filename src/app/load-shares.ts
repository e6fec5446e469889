import { createWorkShares, type WorkShares } from '#modules/intake/index.ts';
import { createBudget } from '#platform/limits/budget.ts';
import type { Config } from './config.ts';

/** As many child processes as loads may run side by side; together they take no more memory than one large load. */
export function createLoadShares(config: Pick<Config, 'concurrentLoads' | 'loadMemory'>): WorkShares {
  const megabytes = megabytesOf(config.loadMemory);
  return createWorkShares(createBudget({ processes: config.concurrentLoads, megabytes }), megabytes);
}

/** Of a setting such as `512MB` or `2GB`. */
function megabytesOf(size: string): number {
  return Number.parseInt(size, 10) * (size.endsWith('GB') ? 1024 : 1);
}
