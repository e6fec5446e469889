import type { Contract } from '#modules/catalog/index.ts';
import { currentSummaries } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';
import type { LoadRow } from './load-row.ts';

/**
 * Whether a file that was sent before may come out otherwise now: some of its references led nowhere, or could not be
 * looked up, and what they lead to has changed since. «Add the code there first and send this one again» must not be
 * answered with the old result. Rows that are only added, and have no key, would then be there twice: they stay as they are.
 */
export async function referencesMovedOn(
  database: Database,
  contract: Contract,
  earlier: Pick<LoadRow, 'result' | 'mode' | 'created_at'>,
): Promise<boolean> {
  if (earlier.result === null || (earlier.mode === 'append' && contract.primaryKey.length === 0)) return false;
  const rules = [...earlier.result.findingsByRule.map(({ rule }) => rule), ...earlier.result.notChecked];
  const open = contract.fields.flatMap(({ name, reference }) =>
    reference !== undefined && reference.dataset !== contract.id && rules.includes(`${name}.reference`)
      ? [reference.dataset]
      : [],
  );
  const current = await currentSummaries(database, open);
  return [...current.values()].some(({ createdAt }) => createdAt > earlier.created_at);
}
