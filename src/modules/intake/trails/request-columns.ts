import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/** Columns of `intake.loads` that lead from a load to the request that sent it. */
export interface RequestColumns {
  /** Of the log's `request`; null: nobody sent it over HTTP. */
  request_id: string | null;
  /** Of the request's span, so that the load's work is a part of that trace; null where nobody collects traces. */
  trace_parent: string | null;
}

export const requestMigration: Migration = {
  id: 'intake-005-requests',
  up: async (database) => {
    await sql`
      alter table intake.loads
        add column request_id text,
        add column trace_parent text`.execute(database);
    // Failures are looked at every half a minute, and are few.
    await sql`create index loads_failed on intake.loads (ended_at) where state = 'failed'`.execute(database);
  },
};
