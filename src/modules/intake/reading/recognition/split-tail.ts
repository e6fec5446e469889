import type { SkipReason } from '#platform/tables/text-table.ts';
import { tailKind, type BodyContext } from './body-rows.ts';
import type { SourceRow } from './source-row.ts';

/**
 * Says of each of the last rows why it is no data; undefined: it is data. Behind the last row that looks like data come
 * totals, notes and signatures; a lone text among these (the name under a signature, a note's second line) goes with
 * the one above it, but is data where nothing has closed the table yet.
 */
export function splitTail(rows: readonly SourceRow[], context: BodyContext): readonly (SkipReason | undefined)[] {
  const kinds = rows.map((row) => tailKind(row.cells, context));
  const lastData = kinds.lastIndexOf('data');
  const reasons: (SkipReason | undefined)[] = kinds.map(() => undefined);
  let closing: 'note' | 'signature' | undefined;
  let open = true;
  for (let index = lastData + 1; index < kinds.length; index++) {
    const kind = kinds[index];
    if (kind === undefined || kind === 'data') continue;
    if (kind === 'sparse') {
      if (open) continue;
      reasons[index] = closing ?? 'note';
      continue;
    }
    if (kind === 'note' || kind === 'signature') closing = kind;
    open = false;
    reasons[index] = kind;
  }
  return reasons;
}
