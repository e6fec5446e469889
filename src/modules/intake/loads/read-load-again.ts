import { sql } from 'kysely';
import type { ReadingChoice } from '#api/loads.ts';
import type { StoredContract } from '#modules/catalog/index.ts';
import type { Database } from '#platform/database/database.ts';
import { failMapping } from '../mapping/errors.ts';
import { newestMapping } from '../mapping/mapping-migration.ts';
import { intakeTables } from './tables.ts';

export interface ReadAgain extends ReadingChoice {
  /** The one that stands: the load is judged by it from now on. */
  readonly contract: Pick<StoredContract, 'id' | 'version' | 'revision'>;
  /** A mapping that is for this load alone; null: those that stand. */
  readonly mapping: number | null;
}

/**
 * A load that failed or is held begins anew, as if its file had just come: behind those that wait, with nothing of what was
 * found or decided before. Its landed file must still be there.
 */
export async function readLoadAgain(
  deps: { readonly database: Database },
  id: string,
  { contract, mapping, encoding, longForm }: ReadAgain,
): Promise<void> {
  const load = await intakeTables(deps.database)
    .updateTable('intake.loads')
    .set({
      state: 'received',
      result: null,
      partitions: null,
      error: null,
      hold: null,
      checked_against: null,
      decided_by: null,
      decided_at: null,
      decision_forced: false,
      note: null,
      attempts: 0,
      ended_at: null,
      contract_version: contract.version,
      contract_revision: contract.revision,
      mapping_given: mapping,
      ...(encoding === undefined ? {} : { encoding }),
      ...(longForm === undefined ? {} : { long_form: longForm }),
      mapping_state: newestMapping(contract.id),
      turn: sql<number>`nextval('intake.turns')`,
    })
    .where('id', '=', id)
    .where('state', 'in', ['failed', 'held'])
    .where('landing_removed_at', 'is', null)
    .where('corrects', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (load === undefined) throw failMapping('load-not-rereadable', `The load ${id} is not read again.`);
}
