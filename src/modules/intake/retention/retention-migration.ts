import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/** Columns of `intake.loads` about what was removed of it; the row itself, and so its receipt, stays. */
export interface RetentionColumns {
  /** Since when the file as it was sent is given up. */
  landing_removed_at: Date | null;
  /** Since when its rejected rows and findings are. */
  rejects_removed_at: Date | null;
}

export const retentionMigration: Migration = {
  id: 'intake-008-retention',
  up: async (database) => {
    await sql`
      alter table intake.loads
        add column landing_removed_at timestamptz,
        add column rejects_removed_at timestamptz`.execute(database);
    await sql`
      create index loads_landed on intake.loads (dataset, sequence) where landing_removed_at is null`.execute(database);
    await sql`
      create index loads_with_rejects on intake.loads (dataset, sequence) where rejects_removed_at is null`.execute(
      database,
    );
    await sql`
      create index loads_kept_by_agency on intake.loads ((sender ->> 'agency')) include (file_bytes)
      where landing_removed_at is null`.execute(database);
    await sql`
      create table intake.agency_quotas (
        agency text primary key,
        most_bytes bigint check (most_bytes >= 0),
        most_waiting integer check (most_waiting >= 0),
        changed_at timestamptz not null,
        changed_by text not null
      )`.execute(database);
    await sql`
      create table intake.collections (
        id bigint generated always as identity primary key,
        began_at timestamptz not null,
        ended_at timestamptz,
        removed jsonb not null default '{}'
      )`.execute(database);
  },
};
