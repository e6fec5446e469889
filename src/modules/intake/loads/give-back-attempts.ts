import type { Database } from '#platform/database/database.ts';
import { intakeTables } from './tables.ts';

/** A run that the server's orderly end cut off is none that the loads may have brought about. Those at rest are left alone. */
export async function giveBackAttempts(database: Database, loads: readonly string[]): Promise<void> {
  await intakeTables(database)
    .updateTable('intake.loads')
    .set((set) => ({ attempts: set('attempts', '-', 1) }))
    .where('id', 'in', [...loads])
    .where('state', 'in', ['received', 'reading', 'checking', 'publishing'])
    .where('attempts', '>', 0)
    .execute();
}
