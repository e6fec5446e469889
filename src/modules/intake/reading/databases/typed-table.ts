import { normalizeCellText } from '#platform/text/cell-text.ts';
import { failReading } from '../errors.ts';
import type { Cell } from '../read-outcome.ts';
import { withOpenTable, type OpenTable, type ReaderContext } from '../reader.ts';

/** Takes a row of a table whose columns are known: its place, one cell a column, and which of them are numbers. */
export type PushRow = (row: number, cells: readonly Cell[], typed: readonly boolean[], shape?: string | null) => void;

/** A table that a database describes: there is no heading to be found, and every row is data. */
export interface TypedTable<T> {
  readonly push: PushRow;
  readonly rowCount: () => number;
  readonly close: (name: string | null) => Promise<T>;
}

const looksNumeric = /^[+-]?[\d.,\s]*\d[\d.,\s]*$/;

/** Begins a table in `opened`, which the caller flushes between rows. */
export function beginTypedTable<T>(
  opened: OpenTable<T>,
  { columns: given }: { readonly columns: readonly string[] },
  columnLimit: number,
): TypedTable<T> {
  if (given.length > columnLimit)
    throw failReading('too-wide', `The table has ${given.length} columns, ${columnLimit} are allowed`);
  const columns = uniqueHeadings(given);
  opened.sink.begin(columns);
  const numeric = new Uint8Array(columns.length);
  const textual = new Uint8Array(columns.length);
  let rowCount = 0;
  let firstRow: number | null = null;
  let lastRow: number | null = null;
  return {
    push: (row, cells, typed, shape = null) => {
      rowCount += 1;
      firstRow ??= row;
      lastRow = row;
      for (let column = 0; column < columns.length; column++) {
        const cell = cells[column];
        if (cell === null || cell === undefined || cell === '') continue;
        if (typed[column] === true) numeric[column] = 1;
        else if (textual[column] === 0 && looksNumeric.test(cell)) textual[column] = 1;
      }
      opened.sink.write(row, cells, shape);
    },
    rowCount: () => rowCount,
    close: (name) =>
      opened.close({
        name,
        headerRows: [],
        columns,
        typedNumbers: columns.map((_, column) => numeric[column] === 1 && textual[column] === 0),
        rowCount,
        firstRow,
        lastRow,
        skipped: [],
      }),
  };
}

/** Reads one such table from whatever `feed` gets its rows from. */
export function readTypedTable<T>(
  context: ReaderContext<T>,
  table: { readonly name: string | null; readonly columns: readonly string[] },
  feed: (push: PushRow, flush: () => Promise<void>) => Promise<void>,
): Promise<{ readonly table: T; readonly rows: number }> {
  return withOpenTable(context, async (opened) => {
    const begun = beginTypedTable(opened, table, context.limits.columns);
    await feed(begun.push, opened.flush);
    return { table: await begun.close(table.name), rows: begun.rowCount() };
  });
}

/** One heading a line in NFC; equal ones are told apart as everywhere: "a", "a (2)". */
function uniqueHeadings(given: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return given.map((name) => {
    const heading = normalizeCellText(name.replaceAll('\0', '\ufffd')).replace(/\s*\n\s*/g, ' ');
    const count = (seen.get(heading) ?? 0) + 1;
    seen.set(heading, count);
    return count === 1 || heading === '' ? heading : `${heading} (${count})`;
  });
}
