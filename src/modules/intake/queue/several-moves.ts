import { sql } from 'kysely';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { anyId } from '../loads/any-id.ts';
import type { Checked, LoadRow, Published } from '../loads/load-row.ts';
import { intakeTables } from '../loads/tables.ts';
import { outcomeColumns } from '../loads/written-columns.ts';
import type { LoadEnd } from '../trails/load-trails.ts';
import { isDue } from './due-loads.ts';

interface Of {
  readonly id: string;
}

/**
 * What is done to loads of a dataset, to one as to many, a statement for all of them: of a small load its statements, each with
 * a commit and its sync, took more than its check. None of it touches a load that rests.
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
      const kept = new Set<string>();
      for (const each of inStatements(found, checkedText)) {
        const { rows } = await sql<Of>`
        update intake.loads as l set
          state = case when f.hold is null then 'publishing' else 'held' end,
          hold = coalesce(f.hold::jsonb, l.hold),
          checked_against = case when f.hold is null then l.checked_against else f.checked_against end,
          rejects_bytes = f.rejects_bytes, result = f.result::jsonb, partitions = f.partitions::jsonb
        from jsonb_to_recordset(${each}::jsonb)
          as f(id uuid, hold text, checked_against text, rejects_bytes bigint, result text, partitions text)
        where l.id = f.id and l.state in ('reading', 'checking')
        returning l.id`.execute(database);
        for (const { id } of rows) kept.add(id);
      }
      return kept;
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

    /** How they stand, of their results the counts alone: results are long. */
    listEnds: (ids: readonly string[]): Promise<readonly (Of & LoadEnd)[]> =>
      database
        .selectFrom('intake.loads')
        .select(['id', 'state', 'unchanged', 'error', 'decided_at'])
        .select(
          sql<LoadEnd['result']>`case when result is not null then jsonb_build_object('received', result -> 'received',
            'accepted', result -> 'accepted', 'rejected', result -> 'rejected', 'duplicate', result -> 'duplicate') end`.as(
            'result',
          ),
        )
        .where('id', '=', anyId(ids))
        .execute(),
  };
}

/** Characters of one statement's JSON: what many checks of faulty rows found would fill the memory, and is more than jsonb takes. */
const mostText = 4 * 1024 * 1024;

/** JSON arrays of the items, as many in each as fit, made one when it is asked for; an item that does not fit is alone. */
function* inStatements<Item>(items: readonly Item[], textOf: (item: Item) => string): Generator<string> {
  let texts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = textOf(item);
    if (texts.length > 0 && length + text.length > mostText) {
      yield `[${texts.join(',')}]`;
      [texts, length] = [[], 0];
    }
    texts.push(text);
    length += text.length;
  }
  if (texts.length > 0) yield `[${texts.join(',')}]`;
}

function checkedText(checked: Of & Checked): string {
  const { id, hold, against } = checked;
  const held = hold === undefined ? {} : { hold: JSON.stringify(hold), checked_against: against };
  return JSON.stringify({ id, ...outcomeColumns(checked), ...held });
}
