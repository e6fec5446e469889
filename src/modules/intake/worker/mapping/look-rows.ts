import type { LookRow } from '#api/mappings.ts';
import type { MergedRange, SourceRow } from '../../reading/recognition/source-row.ts';
import { kindsOfRows, type LookedAt } from './looking-destination.ts';

const shownData = 30;
/** What a cell shows whose value is not for the reader. */
export const concealed = '•••';

/**
 * The rows of a table as they look: all above the data, the first ones of these, and what stands behind the last one.
 * `masked`: only headings and titles are shown as they are.
 */
export function lookRows(
  { table, rows, merges }: LookedAt,
  { width, masked }: { readonly width: number; readonly masked: boolean },
): readonly LookRow[] {
  const kinds = kindsOfRows(table);
  const kindOf = (row: number): string => kinds.get(row) ?? 'data';
  const lastData = table.lastRow ?? 0;
  let data = 0;
  const shown = rows.filter(({ row }) => {
    if (row > lastData) return true;
    if (data >= shownData) return false;
    if (kindOf(row) === 'data') data += 1;
    return true;
  });
  return shown.map((row, place) => {
    const kind = kindOf(row.row);
    const cells = cellsOf({ rows: shown, place, merges, width });
    const open = !masked || kind === 'header' || kind === 'title' || kind === 'units';
    const conceal = (text: string | null) => (text === null || open ? text : concealed);
    return { row: row.row, kind, cells: cells.map((cell) => ({ ...cell, text: conceal(cell.text) })) };
  });
}

function cellsOf(of: {
  readonly rows: readonly SourceRow[];
  readonly place: number;
  readonly merges: readonly MergedRange[];
  readonly width: number;
}): LookRow['cells'] {
  const { rows, place, merges, width } = of;
  const here = rows[place];
  if (here === undefined) return [];
  const touching = merges.filter(({ firstRow, lastRow }) => firstRow <= here.row && here.row <= lastRow);
  const cells: LookRow['cells'] = [];
  for (let column = 0; column < width;) {
    const merge = touching.find(({ firstColumn, lastColumn }) => firstColumn <= column && column <= lastColumn);
    const across = merge === undefined ? 1 : Math.min(merge.lastColumn, width - 1) - column + 1;
    const above = rows[place - 1]?.row ?? 0;
    // A merge begins in the first of its rows that is shown.
    if (merge === undefined || merge.firstRow > above || merge.firstRow === here.row) {
      const down = merge === undefined ? 1 : rows.slice(place).filter(({ row }) => row <= merge.lastRow).length;
      const text = here.cells[merge?.firstColumn ?? column] ?? null;
      cells.push({ column, text, across, down });
    }
    column += across;
  }
  return cells;
}
