import type { Database } from '#platform/database/database.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { intakeTables } from '../loads/tables.ts';

/** Rows of a load, by what they were at its own check. */
export interface Corrected {
  readonly rejected: number;
  readonly duplicate: number;
}

/** A published correction: the load that it began with, and the snapshot that it made. */
export type Correction = Pick<LoadRow, 'id' | 'root' | 'snapshot'>;

/** What rows of `intake.loads` say of corrections. */
export function correctionRecords(untyped: Database) {
  const database = intakeTables(untyped);
  const corrections = () =>
    database
      .selectFrom('intake.loads')
      .select(['id', 'root', 'snapshot'])
      .where('root', 'is not', null)
      .where('state', '=', 'published')
      .where('unchanged', '=', false);

  return {
    /** The published corrections of a load and of its corrections, in the order of their publication. */
    listCorrections: (root: string): Promise<readonly Correction[]> =>
      corrections().where('root', '=', root).orderBy('sequence').execute(),

    /** Those of all of a dataset's loads. */
    listDatasetCorrections: (dataset: string): Promise<readonly Correction[]> =>
      corrections().where('dataset', '=', dataset).orderBy('sequence').execute(),

    /** How many of the rows that a load left out are taken in by now; the same for loads that only repeated it. */
    async corrected(transaction: Database, id: string, rows: Corrected): Promise<void> {
      await intakeTables(transaction)
        .updateTable('intake.loads')
        .set({ corrected_rejected: rows.rejected, corrected_duplicate: rows.duplicate })
        .where((where) => where.or([where('id', '=', id), where('repeats', '=', id)]))
        .execute();
    },

    /** Loads that became part of the same snapshot as this one, in a later turn. */
    async listGatheredAfter({ dataset, snapshot, sequence }: LoadRow): Promise<readonly string[]> {
      if (snapshot === null) return [];
      const later = await database
        .selectFrom('intake.loads')
        .select('id')
        .where('dataset', '=', dataset)
        .where('snapshot', '=', snapshot)
        .where('sequence', '>', sequence)
        .where('state', '=', 'published')
        .where('unchanged', '=', false)
        .where('root', 'is', null)
        .orderBy('sequence')
        .execute();
      return later.map(({ id }) => id);
    },
  };
}
