import type { Database } from '#platform/database/database.ts';
import { giveBackAttempts } from '../loads/give-back-attempts.ts';
import type { LoadRow } from '../loads/load-row.ts';

type Counted = Pick<LoadRow, 'id' | 'attempts'>;

/**
 * Attempts that the want of a database cut off: none that the loads may have brought about, but while it is away nobody can
 * strike them out. They are struck out before their dataset is worked on again. A process that ends before that owes
 * nothing: to have been killed counts.
 */
export interface OwedAttempts {
  /** `loads` are as they were before the run. */
  owe(dataset: string, loads: readonly Counted[]): void;
  settle(dataset: string): Promise<void>;
}

export function createOwedAttempts(database: Database): OwedAttempts {
  /** Of each dataset those of its last run, which are few. */
  const owed = new Map<string, readonly Counted[]>();
  return {
    owe: (dataset, loads) => void owed.set(dataset, loads),
    async settle(dataset) {
      const loads = owed.get(dataset);
      if (loads === undefined) return;
      await giveBackAttempts(database, loads);
      owed.delete(dataset);
    },
  };
}
