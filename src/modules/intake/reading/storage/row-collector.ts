import type { Cell } from '../read-outcome.ts';
import type { RowSink } from '../recognition/recognise-table.ts';

export interface RowCollector extends RowSink {
  readonly rows: readonly (readonly Cell[])[];
  readonly rowNumbers: readonly number[];
}

/** Keeps the first rows in memory and lets the others pass. */
export function createRowCollector(limit: number): RowCollector {
  const rows: (readonly Cell[])[] = [];
  const rowNumbers: number[] = [];
  return {
    rows,
    rowNumbers,
    begin: () => undefined,
    write: (row, cells) => {
      if (rows.length >= limit) return;
      rows.push(cells);
      rowNumbers.push(row);
    },
  };
}
