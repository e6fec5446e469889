import { scoreCorrection } from '#modules/quality/index.ts';
import type { PreparedSnapshot } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { LoadStore } from '../loads/load-store.ts';
import type { CorrectionSums } from '../worker/correction-protocol.ts';
import type { Family } from './find-family.ts';

/** Part of the transaction that changes which corrections stand: what each of their families has open now. */
export async function keepSums(
  store: Pick<LoadStore, 'corrected'>,
  transaction: Database,
  { corrected }: Pick<CorrectionSums, 'corrected'>,
): Promise<void> {
  for (const { load, ...rows } of corrected) await store.corrected(transaction, load, rows);
}

/** A correction adds every row that it accepted, and takes none away. Throws where the snapshot says otherwise. */
export function assertAdded(
  prepared: PreparedSnapshot | null,
  of: { readonly load: Pick<LoadRow, 'id' | 'mode'>; readonly accepted: number; readonly standing: number },
): void {
  const { rows, added, changed, removed } = prepared ?? { rows: of.standing, added: 0, changed: 0, removed: 0 };
  const sums = removed === 0 && rows === of.standing + added && added + changed <= of.accepted;
  if (!sums || (of.load.mode !== 'upsert' && added !== of.accepted)) {
    throw new Error(`${of.load.id} accepted ${of.accepted} rows, and ${rows} stand where ${of.standing} stood`);
  }
}

/** What the correction adds to the first load's score. */
export function correctedScore({ root }: Family, sums: CorrectionSums) {
  if (root.result === null) throw new Error(`${root.id} was published unchecked`);
  return { ...scoreCorrection(root.result, sums), corrects: root.id };
}
