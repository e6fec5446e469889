import { sql, type ColumnType, type Generated } from 'kysely';
import type { KnownCaller } from '#api/caller.ts';
import type { Migration } from '#platform/database/database.ts';
import type { Hold } from './hold-reasons.ts';

/** Columns of `intake.loads` about what held a load, and who decided on it. */
export interface DecisionColumns {
  hold: ColumnType<Hold | null, string | null, string | null>;
  /** The snapshot that was current when it was checked; null: there was none, or it was never held. */
  checked_against: string | null;
  decided_by: ColumnType<KnownCaller | null, string | null, string | null>;
  decided_at: Date | null;
  /** Whoever decided wants it in the place of newer data, too. */
  decision_forced: Generated<boolean>;
}

export const decisionMigration: Migration = {
  id: 'intake-004-decisions',
  up: async (database) => {
    await sql`
      alter table intake.loads
        add column hold jsonb,
        add column checked_against text,
        add column decided_by jsonb,
        add column decided_at timestamptz,
        add column decision_forced boolean not null default false`.execute(database);
  },
};
