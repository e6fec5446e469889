import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import type { RowSink } from '../recognition/recognise-table.ts';
import { isFilled } from '../recognition/source-row.ts';
import { longColumns, type LongForm } from './long-form.ts';
import { splitCell } from './split-cell.ts';

export interface LongFormSink extends RowSink {
  readonly rowCount: () => number;
  readonly firstRow: () => number | null;
  readonly lastRow: () => number | null;
  /** Rows of the source that had no figure and gave no row. */
  readonly emptyRows: () => readonly number[];
}

/**
 * Writes each wide row as its long ones; all of them stand where it stood. Memory holds the rows without figures alone. What
 * every row keeps is written again and again: all of it may come to `mostCharacters`.
 */
export function createLongFormSink(form: LongForm, sink: RowSink, mostCharacters: number): LongFormSink {
  const columns = longColumns(form);
  const empty: number[] = [];
  const again = form.turned.length === 0 ? 0 : Math.max(...form.turned.map(({ values }) => lengthOf(values)));
  let characters = 0;
  let rowCount = 0;
  let firstRow: number | null = null;
  let lastRow: number | null = null;
  return {
    begin: () => sink.begin(columns),
    write: (row, cells, shape) => {
      const kept = form.kept.map((index) => cells[index] ?? null);
      let written = 0;
      for (const { index, values, status } of form.turned) {
        const cell = cells[index];
        if (!isFilled(cell)) continue;
        const split = splitCell(cell);
        // What is wrong with the row's shape is said once.
        const said = written === 0 ? (shape ?? extraShape(cells, form.left)) : null;
        sink.write(row, [...kept, ...values, split.value, together(status, split)], said);
        written++;
      }
      if (written === 0) {
        empty.push(row);
        return;
      }
      characters += written * (lengthOf(kept) + again);
      if (characters > mostCharacters) {
        throw failReading('too-large', `As a long table the crosstab has more than ${mostCharacters} characters`);
      }
      rowCount += written;
      firstRow ??= row;
      lastRow = row;
    },
    rowCount: () => rowCount,
    firstRow: () => firstRow,
    lastRow: () => lastRow,
    emptyRows: () => empty,
  };
}

/** A column that was taken for blank and is not in this row is told of as cells beyond the heading are. */
function extraShape(cells: readonly Cell[], left: readonly number[]): string | null {
  const extra = left.map((index) => cells[index]).filter(isFilled);
  return extra.length === 0 ? null : `+${extra.join('\t')}`;
}

function lengthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + (cell?.length ?? 0) + 1, 0);
}

/** A sign in a figure's place says more than the heading's mark; a mark beside a figure is added to it. */
function together(heading: string | null, cell: { readonly value: Cell; readonly status: string | null }): Cell {
  if (cell.value === null || heading === null) return cell.status ?? heading;
  return cell.status === null ? heading : `${heading} ${cell.status}`;
}
