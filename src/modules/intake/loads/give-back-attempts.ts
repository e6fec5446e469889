import type { Database } from '#platform/database/database.ts';
import type { LoadRow } from './load-row.ts';
import { intakeTables } from './tables.ts';

/**
 * A run that the server's orderly end cut off is none that the loads may have brought about. `loads` are as they were before
 * it: one that it did not begin, or that rests, is left alone.
 */
export async function giveBackAttempts(
  database: Database,
  loads: readonly Pick<LoadRow, 'id' | 'attempts'>[],
): Promise<void> {
  for (const { id, attempts } of loads) {
    await intakeTables(database)
      .updateTable('intake.loads')
      .set({ attempts })
      .where('id', '=', id)
      .where('state', 'in', ['received', 'reading', 'checking', 'publishing'])
      .where('attempts', '=', attempts + 1)
      .execute();
  }
}
