import type { Mending } from '#api/loads.ts';
import type { LoadRow } from '../loads/load-row.ts';

type Counted = Pick<LoadRow, 'id' | 'result' | 'corrected_rejected' | 'corrected_duplicate'>;

/** What became of the rows that a load left out. Throws where the sum does not come out. */
export function mendingOf({ id, result, corrected_rejected, corrected_duplicate }: Counted): Mending | null {
  if (result === null) return null;
  const { received, accepted, rejected, duplicate } = result;
  const open = rejected - corrected_rejected;
  if (received !== accepted + rejected + duplicate || open < 0 || corrected_duplicate > duplicate) {
    throw new Error(`The rows of ${id} do not add up`);
  }
  return { rejected, duplicate, corrected: corrected_rejected + corrected_duplicate, open };
}
