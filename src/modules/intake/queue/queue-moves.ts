import type { Database } from '#platform/database/database.ts';
import { anyId } from '../loads/any-id.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { intakeTables } from '../loads/tables.ts';
import { isDue } from './due-loads.ts';

interface ContractVersion {
  readonly version: string;
  readonly revision: number;
}

/** What the queue does to rows of `intake.loads`: none of it touches a load that rests. */
export function queueMoves(untyped: Database) {
  const database = intakeTables(untyped);
  return {
    /** Counts a further run; undefined where the load rests already. */
    begin: (id: string): Promise<LoadRow | undefined> =>
      database
        .updateTable('intake.loads')
        .set((set) => ({ attempts: set('attempts', '+', 1) }))
        .where('id', '=', id)
        .where(isDue)
        .returningAll()
        .executeTakeFirst(),

    /** The dataset's loads that were checked, and not yet published, are checked anew: another state stands. */
    async checkAnew(transaction: Database, dataset: string): Promise<void> {
      await intakeTables(transaction)
        .updateTable('intake.loads')
        .set({ state: 'received' })
        .where('dataset', '=', dataset)
        .where('state', '=', 'publishing')
        // One that was held is asked for newer data when it is published.
        .where('hold', 'is', null)
        .execute();
    },

    /**
     * Loads are judged by this contract, whichever stood when they came: what was found, and decided, by another one is put
     * anew.
     */
    async moveToContract(ids: readonly string[], contract: ContractVersion): Promise<void> {
      const { version, revision } = contract;
      await database
        .updateTable('intake.loads')
        .set({
          contract_version: version,
          contract_revision: revision,
          state: 'received',
          attempts: 0,
          hold: null,
          checked_against: null,
          decided_by: null,
          decided_at: null,
          decision_forced: false,
        })
        .where('id', '=', anyId(ids))
        .where(isDue)
        .execute();
    },
  };
}
