import { sql, type Kysely } from 'kysely';
import type { CheckResult } from '#api/quality.ts';
import type { LoadRow } from './load-row.ts';
import type { IntakeTables } from './tables.ts';

export interface LoadFilter {
  readonly dataset?: string;
  /** Only those that this caller sent. */
  readonly sender?: string;
  /** Only those of these datasets. */
  readonly datasets?: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

export function matchingLoads(database: Kysely<IntakeTables>, { dataset, sender, datasets }: LoadFilter) {
  let query = database.selectFrom('intake.loads');
  if (dataset !== undefined) query = query.where('dataset', '=', dataset);
  if (sender !== undefined) query = query.where('sender_id', '=', sender);
  if (datasets !== undefined) {
    query = query.where((where) => where('dataset', '=', where.fn.any(where.val([...datasets]))));
  }
  return query;
}

/** Newest first, their results without findings, which are long. What a page does not show is passed over in the index. */
export function listNewest(database: Kysely<IntakeTables>, filter: LoadFilter): Promise<readonly LoadRow[]> {
  const page = matchingLoads(database, filter)
    .select('sequence')
    .orderBy('sequence', 'desc')
    .offset(filter.offset)
    .limit(filter.limit);
  return database
    .selectFrom('intake.loads')
    .selectAll()
    .select(sql<CheckResult | null>`jsonb_set(result, '{findings}', '[]')`.as('result'))
    .where('sequence', 'in', page)
    .orderBy('sequence', 'desc')
    .execute();
}
