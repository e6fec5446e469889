import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';

/**
 * Until the transaction ends, nobody else makes another snapshot of the dataset the current one: what it reads of the
 * dataset's state stays so. Waits for whoever is about to.
 */
export async function lockState(transaction: Database, dataset: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`state:${dataset}`}, 0))`.execute(transaction);
}
