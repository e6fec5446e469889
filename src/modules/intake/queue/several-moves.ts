import { sql } from 'kysely';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { anyId } from '../loads/any-id.ts';
import type { Checked, LoadRow, Published } from '../loads/load-store.ts';
import { intakeTables } from '../loads/tables.ts';
import { outcomeColumns } from '../loads/written-columns.ts';
import { isDue } from './due-loads.ts';

interface Of {
  readonly id: string;
}

/**
 * What is done to many loads of a dataset at once, a statement for all of them: of a small load its statements, each with a
 * commit and its sync, took more than its check. None of it touches a load that rests.
 */
export function severalMoves(untyped: Database, clock: Clock) {
  const database = intakeTables(untyped);
  return {
    /** Counts a further run of each, and begins to read those that were not checked yet; without those that rest already. */
    beginSeveral: (ids: readonly string[]): Promise<readonly LoadRow[]> =>
      database
        .updateTable('intake.loads')
        .set((set) => ({
          attempts: set('attempts', '+', 1),
          state: sql`case when state = 'publishing' then state else 'reading' end`,
        }))
        .where('id', '=', anyId(ids))
        .where(isDue)
        .returningAll()
        .execute(),

    /** They begin anew at their next run, which this one does not count for. */
    async putBackSeveral(ids: readonly string[]): Promise<void> {
      await database
        .updateTable('intake.loads')
        .set((set) => ({ state: 'received', attempts: set.fn('greatest', [set('attempts', '-', 1), set.val(0)]) }))
        .where('id', '=', anyId(ids))
        .where(isDue)
        .execute();
    },

    /** Puts on record what their checks found; the ids of those that were not ended meanwhile. */
    async checkedSeveral(found: readonly (Of & Checked)[]): Promise<ReadonlySet<string>> {
      const each = found.map((checked) => ({
        id: checked.id,
        ...outcomeColumns(checked),
        hold: checked.hold === undefined ? null : JSON.stringify(checked.hold),
        checked_against: checked.hold === undefined ? null : checked.against,
      }));
      const { rows } = await sql<Of>`
        update intake.loads as l set
          state = case when f.hold is null then 'publishing' else 'held' end,
          hold = coalesce(f.hold::jsonb, l.hold),
          checked_against = case when f.hold is null then l.checked_against else f.checked_against end,
          rejects_bytes = f.rejects_bytes, result = f.result::jsonb, partitions = f.partitions::jsonb
        from jsonb_to_recordset(${JSON.stringify(each)}::jsonb)
          as f(id uuid, hold text, checked_against text, rejects_bytes bigint, result text, partitions text)
        where l.id = f.id and l.state in ('reading', 'checking')
        returning l.id`.execute(database);
      return new Set(rows.map(({ id }) => id));
    },

    /** Part of the transaction that flips the dataset's pointer; how many of them were not ended meanwhile. */
    async publishedSeveral(transaction: Database, published: readonly (Of & Published)[]): Promise<number> {
      const each = published.map(({ id, snapshot, difference }) => ({ id, snapshot, difference }));
      const { rows } = await sql`
        update intake.loads as l set
          state = 'published', snapshot = p.snapshot, difference = p.difference, ended_at = ${clock()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(each)}::jsonb) as p(id uuid, snapshot text, difference jsonb)
        where l.id = p.id and l.state = 'publishing'
        returning l.id`.execute(transaction);
      return rows.length;
    },

    findSeveral: (ids: readonly string[]): Promise<readonly LoadRow[]> =>
      database.selectFrom('intake.loads').selectAll().where('id', '=', anyId(ids)).execute(),
  };
}
