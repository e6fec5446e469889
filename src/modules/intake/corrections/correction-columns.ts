import { sql } from 'kysely';
import type { Rights } from '#api/rights.ts';
import type { Migration } from '#platform/database/database.ts';

/** How a correction's landed file is to be read. */
export interface CorrectionFacts {
  /** Mended rows as a table, or our own JSON. */
  readonly body: 'file' | 'json';
  /** How the rows showed to the sender: a cell that is as he was shown it is unchanged. */
  readonly rights: Rights;
}

export const correctionMigration: Migration = {
  id: 'intake-002-corrections',
  up: async (database) => {
    await sql`
      alter table intake.loads
        add column corrects uuid references intake.loads,
        add column root uuid references intake.loads,
        add column correction jsonb,
        add column repeats uuid references intake.loads,
        add column corrected_rejected bigint not null default 0 check (corrected_rejected >= 0),
        add column corrected_duplicate bigint not null default 0 check (corrected_duplicate >= 0),
        add check ((corrects is null) = (root is null) and (corrects is null) = (correction is null))`.execute(
      database,
    );
    await sql`create index loads_by_root on intake.loads (root, sequence) where root is not null`.execute(database);
    await sql`create index loads_by_repeated on intake.loads (repeats) where repeats is not null`.execute(database);
  },
};
