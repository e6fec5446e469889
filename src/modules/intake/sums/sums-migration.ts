import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';

/** What a row of `intake.loads` adds to the sums. */
const counted = `dataset, sender ->> 'agency' as agency, state,
  case when landing_removed_at is null then file_bytes else 0 end as file_bytes,
  case when rejects_removed_at is null then rejects_bytes else 0 end as rejects_bytes`;

/**
 * How many loads there are by dataset, agency and state, and the bytes that they keep: sums that every statement on
 * `intake.loads` adds to. It adds rows of its own and changes none, so that those who send at once do not wait for each other;
 * `mergeSums` puts them together. To count the loads themselves takes the longer the more there are.
 */
export const sumsMigration: Migration = {
  id: 'intake-014-sums',
  up: async (database) => {
    await sql`
      create table intake.load_sums (
        dataset text not null, agency text, state text not null,
        loads bigint not null, file_bytes bigint not null, rejects_bytes bigint not null
      )`.execute(database);
    await sql`create index load_sums_by_dataset on intake.load_sums (dataset)`.execute(database);
    await sql
      .raw(
        `insert into intake.load_sums
        select dataset, agency, state, count(*), sum(file_bytes), sum(rejects_bytes)
        from (select ${counted} from intake.loads) as each group by 1, 2, 3`,
      )
      .execute(database);
    for (const [event, tables] of Object.entries(changes)) {
      const sides = tables.map(([table, sign]) => `select ${counted}, ${sign} as loads from ${table}`);
      const referenced = tables.map(([table]) => `${table.slice(0, 3)} table as ${table}`);
      await sql
        .raw(
          `create function intake.sum_${event}() returns trigger language plpgsql as $$ begin
            insert into intake.load_sums
            select dataset, agency, state, sum(loads), sum(loads * file_bytes), sum(loads * rejects_bytes)
            from (${sides.join(' union all ')}) as each group by 1, 2, 3
            having sum(loads) <> 0 or sum(loads * file_bytes) <> 0 or sum(loads * rejects_bytes) <> 0;
            return null;
          end $$;
          create trigger sum_${event} after ${event} on intake.loads referencing ${referenced.join(' ')}
            for each statement execute function intake.sum_${event}()`,
        )
        .execute(database);
    }
  },
};

const changes: Readonly<Record<string, readonly (readonly [table: string, sign: number])[]>> = {
  insert: [['new_rows', 1]],
  update: [
    ['new_rows', 1],
    ['old_rows', -1],
  ],
  delete: [['old_rows', -1]],
};
