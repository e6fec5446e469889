import { sql } from 'kysely';
import type { Migration } from '#platform/database/database.ts';
import { receiptAlphabet } from './receipt-code.ts';

export const receiptMigrations: readonly Migration[] = [
  {
    id: 'intake-003-receipt-codes',
    up: async (database) => {
      // Twelve of the random bytes of a version 4 UUID, which PostgreSQL draws from the system's secure source; the
      // seventh and the ninth hold the version and are left out. As the column's default it serves old loads and new
      // ones alike, and no way of making a load can forget it.
      await sql`
        create function intake.new_receipt_code() returns text language sql volatile
        as $$
          select string_agg(substr(${sql.lit(receiptAlphabet)}, 1 + (get_byte(bytes, place) & 31), 1), '' order by place)
          from (select uuid_send(gen_random_uuid()) as bytes) as drawn, unnest(array[0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 13]) as place
        $$
      `.execute(database);
      await database.schema
        .alterTable('intake.loads')
        .addColumn('receipt_code', 'text', (column) =>
          column
            .notNull()
            .unique()
            .defaultTo(sql`intake.new_receipt_code()`),
        )
        .execute();
    },
  },
];
