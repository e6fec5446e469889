import type { PreviewTable } from '../read-outcome.ts';
import type { Destination } from '../reader.ts';
import { fitCells } from '../recognition/fit-cells.ts';
import { createRowCollector } from '../storage/row-collector.ts';

/** Tables with their first `limit` rows in memory and nothing written. */
export function previewDestination(limit: number): Destination<PreviewTable> {
  return {
    open: () => {
      const collector = createRowCollector(limit);
      return Promise.resolve({
        sink: collector,
        flush: () => Promise.resolve(),
        discard: () => Promise.resolve(),
        close: (table) => Promise.resolve({ ...table, rows: collector.rows, rowNumbers: collector.rowNumbers }),
      });
    },
    inPlace: async (table, _storage, firstRows) => {
      const placed = await firstRows(limit);
      return {
        ...table,
        rows: placed.map(({ cells }) => fitCells(cells, table.columns.length)),
        rowNumbers: placed.map(({ row }) => row),
      };
    },
  };
}
