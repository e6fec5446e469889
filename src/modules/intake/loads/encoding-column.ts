import { sql, type Generated } from 'kysely';
import type { EncodingName } from '#api/encodings.ts';
import type { Migration } from '#platform/database/database.ts';

/** Column of `intake.loads` that says how somebody asked for the file's text to be read. */
export interface EncodingColumns {
  /** null: nobody said it, and the text is judged. */
  encoding: Generated<EncodingName | null>;
}

export const encodingMigration: Migration = {
  id: 'intake-011-encoding',
  up: async (database) => {
    await sql`alter table intake.loads add column encoding text`.execute(database);
  },
};
