import { sql } from 'kysely';
import type { LoadState } from '#api/loads.ts';
import type { Database } from '#platform/database/database.ts';

/** Rows beyond which the sums are put together: as many take a millisecond to add up. */
const mostRows = 2000;

/** Loads by where they stand. */
export async function countLoads(
  database: Database,
): Promise<readonly { readonly state: LoadState; readonly loads: number }[]> {
  const { rows } = await sql<{ readonly state: LoadState; readonly loads: number; readonly added: number }>`
    select state, sum(loads)::bigint as loads, count(*) as added from intake.load_sums group by state`.execute(
    database,
  );
  if (rows.reduce((sum, { added }) => sum + added, 0) > mostRows) await mergeSums(database);
  return rows.flatMap(({ state, loads }) => (loads === 0 ? [] : [{ state, loads }]));
}

export async function countLoadsOf(database: Database, dataset: string): Promise<number> {
  const { rows } = await sql<{ readonly loads: number }>`
    select coalesce(sum(loads), 0)::bigint as loads from intake.load_sums where dataset = ${dataset}`.execute(database);
  return rows[0]?.loads ?? 0;
}

/** Puts together what was added since the last time; who adds meanwhile is not kept waiting, and what he adds stays. */
export async function mergeSums(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ readonly free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('intake.load_sums', 0)) as free`.execute(transaction);
    if (rows[0]?.free !== true) return;
    await sql`
      with gone as (delete from intake.load_sums returning *)
      insert into intake.load_sums
      select dataset, agency, state, sum(loads), sum(file_bytes), sum(rejects_bytes) from gone group by 1, 2, 3
      having sum(loads) <> 0 or sum(file_bytes) <> 0 or sum(rejects_bytes) <> 0`.execute(transaction);
  });
}
