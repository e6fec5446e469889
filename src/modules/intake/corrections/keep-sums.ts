import { scoreCorrection } from '#modules/quality/index.ts';
import type { Database } from '#platform/database/database.ts';
import type { LoadStore } from '../loads/load-store.ts';
import type { CorrectionSums } from '../worker/correction-protocol.ts';
import type { Family } from './find-family.ts';

/** Part of the transaction that publishes a correction: what its load and the corrections before have open now. */
export async function keepSums(
  store: Pick<LoadStore, 'corrected'>,
  transaction: Database,
  { corrected }: CorrectionSums,
): Promise<void> {
  for (const { load, ...rows } of corrected) await store.corrected(transaction, load, rows);
}

/** What the correction adds to the first load's score. */
export function correctedScore({ root }: Family, sums: CorrectionSums) {
  if (root.result === null) throw new Error(`${root.id} was published unchecked`);
  return { ...scoreCorrection(root.result, sums), corrects: root.id };
}
