import type { SkipReason } from '#platform/tables/text-table.ts';
import { tailKind, type BodyContext, type TailKind } from './body-rows.ts';
import type { SourceRow } from './source-row.ts';

/**
 * Says of each of the last rows why it is no data; undefined: it is data. Behind the last row that looks like data come
 * totals, notes and signatures; a lone text among these (the name under a signature, a note's second line) goes with
 * the one above it, but is data where nothing has closed the table yet.
 */
export function splitTail(rows: readonly SourceRow[], context: BodyContext): readonly (SkipReason | undefined)[] {
  const kinds = rows.map((row) => tailKind(row.cells, context)).map(ratioUnderTotal);
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

/** A share directly under a total, or under another one of it, goes with it; any other is one of the things counted. */
function ratioUnderTotal(kind: TailKind, index: number, kinds: readonly TailKind[]): Exclude<TailKind, 'ratio'> {
  if (kind !== 'ratio') return kind;
  return kinds.slice(0, index).findLast((above) => above !== 'ratio') === 'total' ? 'total' : 'data';
}
