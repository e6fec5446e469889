import { sql, type Generated } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/** Column of `intake.loads` about what a load takes on the disk besides the file that was sent. */
export interface StorageColumns {
  /** Rejected rows, findings and originals; 0 for loads of before it was counted. */
  rejects_bytes: Generated<number>;
}

export const storageMigration: Migration = {
  id: 'intake-012-storage',
  up: async (database) => {
    await sql`alter table intake.loads add column rejects_bytes bigint not null default 0`.execute(database);
    await sql`
      create index loads_rejects_by_agency on intake.loads ((sender ->> 'agency')) include (rejects_bytes)
      where rejects_removed_at is null`.execute(database);
  },
};
