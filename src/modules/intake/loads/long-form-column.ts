import { sql, type Generated } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/** Column of `intake.loads` that says whether the sender asked for the long form of a crosstab, or against it. */
export interface LongFormColumns {
  /** null: nothing was said, and the contract decides. */
  long_form: Generated<boolean | null>;
}

export const longFormMigration: Migration = {
  id: 'intake-010-long-form',
  up: async (database) => {
    await sql`alter table intake.loads add column long_form boolean`.execute(database);
  },
};
