import { sql } from 'kysely';
import type { LoadState } from '../../../src/api/loads.ts';
import type { Database } from '../../../src/platform/database/database.ts';

/** Every load on record, whoever may see it. */
export async function listLoadStates(
  database: Database,
): Promise<readonly { readonly id: string; readonly state: LoadState }[]> {
  const { rows } = await sql<{ readonly id: string; readonly state: LoadState }>`
    select id, state from intake.loads`.execute(database);
  return rows;
}
