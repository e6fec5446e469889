import type { SourceRow } from '../recognition/source-row.ts';
import type { RowRange } from './sheet-frame.ts';

/**
 * Shows rows again that a filter hides: they are part of the list, and it was only looked at in part. Rows that somebody
 * hid by hand stay hidden.
 */
export function showFiltered(
  filters: readonly RowRange[],
  push: (row: SourceRow) => void,
): { readonly push: (row: SourceRow) => void; readonly shown: () => number } {
  let shown = 0;
  return {
    push: (row) => {
      const filtered =
        row.hidden === true && filters.some(({ firstRow, lastRow }) => firstRow < row.row && row.row <= lastRow);
      if (filtered) shown++;
      push(filtered ? { ...row, hidden: false } : row);
    },
    shown: () => shown,
  };
}
