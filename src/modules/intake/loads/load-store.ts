import { sql } from 'kysely';
import { restingStates, type LoadFailure, type LoadState } from '#api/loads.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Database } from '#platform/database/database.ts';
import { correctionColumns, outcomeColumns } from './written-columns.ts';
import { correctionRecords } from '../corrections/correction-records.ts';
import { newestMapping } from '../mapping/mapping-migration.ts';
import { queueMoves } from '../queue/queue-moves.ts';
import { severalMoves } from '../queue/several-moves.ts';
import { countLoadsOf } from '../sums/load-sums.ts';
import { anyId } from './any-id.ts';
import { listNewest, matchingLoads, type LoadFilter } from './list-newest.ts';
import type { Checked, Decision, LoadRow, NewLoad } from './load-row.ts';
import { intakeTables } from './tables.ts';

export type LoadStore = ReturnType<typeof createLoadStore>;

const unresting: readonly LoadState[] = ['received', 'reading', 'checking', 'publishing'];

/**
 * The rows of `intake.loads`. Every change of state names the states it may come from, so that a cancellation and a
 * publication cannot both win.
 */
export function createLoadStore(deps: { readonly database: Database; readonly clock: Clock }) {
  const tables = intakeTables;
  const database = tables(deps.database);

  function move(
    executor: Database,
    id: string,
    from: readonly LoadState[],
    values: Readonly<Record<string, unknown>> & { readonly state: LoadState },
  ): Promise<LoadRow | undefined> {
    const ended = restingStates.includes(values.state) && values.state !== 'held' ? { ended_at: deps.clock() } : {};
    return tables(executor)
      .updateTable('intake.loads')
      .set({ ...values, ...ended })
      .where('id', '=', id)
      .where('state', 'in', [...from])
      .returningAll()
      .executeTakeFirst();
  }

  const moved = async (...change: Parameters<typeof move>): Promise<boolean> => (await move(...change)) !== undefined;

  return {
    ...queueMoves(deps.database),
    ...severalMoves(deps.database, deps.clock),
    ...correctionRecords(deps.database),

    insert: (transaction: Database, load: NewLoad): Promise<LoadRow> =>
      tables(transaction)
        .insertInto('intake.loads')
        .values({
          id: load.id,
          dataset: load.dataset,
          state: 'received',
          mode: load.mode,
          sheet: load.sheet ?? null,
          long_form: load.longForm ?? null,
          encoding: load.encoding ?? null,
          file_name: load.fileName,
          file_bytes: load.fileBytes,
          sha256: load.sha256,
          contract_version: load.contractVersion,
          contract_revision: load.contractRevision,
          sender: JSON.stringify(load.sender),
          received_on: load.receivedOn,
          request_id: load.request?.id ?? null,
          trace_parent: load.request?.traceparent ?? null,
          ...correctionColumns(load),
          mapping_state: newestMapping(load.dataset),
          created_at: deps.clock(),
        })
        .returningAll()
        .executeTakeFirstOrThrow(),

    find: (id: string): Promise<LoadRow | undefined> =>
      database.selectFrom('intake.loads').selectAll().where('id', '=', id).executeTakeFirst(),

    findByReceipt: (code: string): Promise<LoadRow | undefined> =>
      database.selectFrom('intake.loads').selectAll().where('receipt_code', '=', code).executeTakeFirst(),

    /** Newest first, their results without findings, which are long. `total` counts all that match. */
    async list(filter: LoadFilter): Promise<{ readonly items: readonly LoadRow[]; readonly total: number }> {
      const items = await listNewest(database, filter);
      const { dataset, sender, datasets } = filter;
      if (dataset !== undefined && sender === undefined && datasets === undefined) {
        return { items, total: await countLoadsOf(deps.database, dataset) };
      }
      const { total } = await matchingLoads(database, filter)
        .select((select) => select.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return { items, total };
    },

    /** The same without a count, which takes longer the more there are. */
    listNewest: (filter: Omit<LoadFilter, 'offset'>): Promise<readonly LoadRow[]> =>
      listNewest(database, { ...filter, offset: 0 }),

    /** A stage begins, again or for the first time; false where the load was ended in the meantime. */
    enter: (id: string, state: 'reading' | 'checking') =>
      moved(deps.database, id, ['received', 'reading', 'checking'], { state }),

    /** A load that was let through is checked anew against what stands by now; it stays let through. */
    checkedAgain: (id: string, checked: Omit<Checked, 'hold'>) =>
      move(deps.database, id, ['publishing'], {
        state: 'publishing',
        checked_against: checked.against,
        ...outcomeColumns(checked),
      }),

    /** The same file again: it ends with the earlier load's result and the snapshot that stands. */
    unchanged: (id: string, earlier: LoadRow, snapshot: string | null) =>
      moved(deps.database, id, ['received', 'reading', 'checking'], {
        state: 'published',
        unchanged: true,
        repeats: earlier.id,
        corrected_rejected: earlier.corrected_rejected,
        corrected_duplicate: earlier.corrected_duplicate,
        result: JSON.stringify(earlier.result),
        partitions: earlier.partitions === null ? null : JSON.stringify(earlier.partitions),
        snapshot,
      }),

    failed: (id: string, error: LoadFailure) =>
      moved(deps.database, id, unresting, { state: 'failed', error: JSON.stringify(error) }),

    cancelled: (id: string) => moved(deps.database, id, unresting, { state: 'cancelled' }),

    /** A person's decision on a held load; undefined where it is not held. */
    decided: (transaction: Database, id: string, { publish, note, by, force }: Decision) =>
      move(transaction, id, ['held'], {
        state: publish ? 'publishing' : 'cancelled',
        note,
        decided_by: by === null ? null : JSON.stringify(by),
        decided_at: deps.clock(),
        decision_forced: force,
        attempts: 0,
        turn: sql<number>`nextval('intake.turns')`,
      }),

    /** Something newer was published between the decision and its execution: it waits for another one. */
    heldAgain: (id: string) =>
      moved(deps.database, id, ['publishing'], { state: 'held', decided_by: null, decided_at: null }),

    /** The partitions that loads filled. */
    listPartitions: (loads: readonly string[]) =>
      database.selectFrom('intake.loads').select(['id', 'mode', 'partitions']).where('id', '=', anyId(loads)).execute(),

    /** What tells one published load of the dataset from another, newest first; those that changed nothing are left out. */
    listPublished: (dataset: string, before: number) =>
      database
        .selectFrom('intake.loads')
        .select([
          'id',
          'sha256',
          'mode',
          'sheet',
          'long_form',
          'encoding',
          'unit',
          'snapshot',
          'sender_id',
          'contract_version',
          'contract_revision',
          'partitions',
          'mapping_state',
          'mapping_given',
          'corrects',
          'root',
          'rejects_removed_at',
        ])
        .where('dataset', '=', dataset)
        .where('state', '=', 'published')
        .where('unchanged', '=', false)
        .where('sequence', '<', before)
        // In which they were published, whatever the clock said then.
        .orderBy('turn', 'desc')
        .limit(500)
        .execute(),

    /** Those of the names that are ids of loads. */
    async listKnown(names: readonly string[]): Promise<ReadonlySet<string>> {
      const known = await database.selectFrom('intake.loads').select('id').where('id', '=', anyId(names)).execute();
      return new Set(known.map(({ id }) => id));
    },

    /** Ids of the loads that ended last. */
    async listLastEnded(limit: number): Promise<readonly string[]> {
      const ended = await database
        .selectFrom('intake.loads')
        .select('id')
        .where('ended_at', 'is not', null)
        .orderBy('ended_at', 'desc')
        .limit(limit)
        .execute();
      return ended.map(({ id }) => id);
    },

    transaction: <T>(work: (transaction: Database) => Promise<T>): Promise<T> =>
      deps.database.transaction().execute(work),
  };
}
