import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/**
 * The loads' own table is their queue: whatever does not rest is due. Its index holds those alone, so that a hundred
 * thousand loads that rest cost nothing; the other finds what was published last without sorting.
 */
export const queueMigration: Migration = {
  id: 'intake-006-queue',
  up: async (database) => {
    await sql`create sequence intake.turns`.execute(database);
    await sql`alter table intake.loads add column turn bigint`.execute(database);
    await sql`update intake.loads set turn = sequence`.execute(database);
    await sql`select setval('intake.turns', coalesce((select max(turn) from intake.loads), 0) + 1, false)`.execute(
      database,
    );
    await sql`
      alter table intake.loads alter column turn set default nextval('intake.turns'), alter column turn set not null`.execute(
      database,
    );
    await sql`
      create index loads_due on intake.loads (dataset, turn)
      where state in ('received', 'reading', 'checking', 'publishing')`.execute(database);
    await sql`
      create index loads_published on intake.loads (dataset, ended_at desc, sequence desc)
      where state = 'published' and not unchanged`.execute(database);
  },
};

/** What was published last is found by its turn: a clock that was set back must not put it before what it replaced. */
export const publishedOrderMigration: Migration = {
  id: 'intake-007-published-order',
  up: async (database) => {
    await sql`drop index intake.loads_published`.execute(database);
    await sql`
      create index loads_published on intake.loads (dataset, turn desc) where state = 'published' and not unchanged`.execute(
      database,
    );
  },
};
