import type { SkippedRow, TextTable } from '#platform/tables/text-table.ts';
import type { Destination, NamedTable } from '../../reading/reader.ts';
import type { MergedRange, SourceRow } from '../../reading/recognition/source-row.ts';

/** A table, and some of its rows as they stand in the source. */
export interface LookedAt {
  readonly table: TextTable;
  /** The first ones, and the last ones behind them; none of them twice. */
  readonly rows: readonly SourceRow[];
  readonly merges: readonly MergedRange[];
  /** It is a crosstab, and its rows are, or could be, its long form's. */
  readonly longForm: 'applied' | 'offered' | null;
}

const firstRows = 60;
const lastRows = 12;
/** A cell is looked at, not read: a page of cells of megabytes would be held whole by everybody on its way. */
const longestCell = 200;
const mostColumns = 300;
/** Of all tables together: a workbook may have hundreds, and one of them is shown. */
const mostCharacters = 8 * 1024 * 1024;

/** Hands tables on, and keeps a look at each in `looks`, in order. */
export function lookingDestination(
  destination: Destination<TextTable>,
  looks: LookedAt[],
  /** Place of the only table whose rows are looked at; undefined: any of them may be. */
  wanted?: number,
): Destination<TextTable> {
  let characters = 0;
  const mayKeep = (): boolean => (wanted === undefined || looks.length === wanted) && characters < mostCharacters;
  return {
    open: async () => {
      const opened = await destination.open();
      const first: SourceRow[] = [];
      const last: SourceRow[] = [];
      const written: SourceRow[] = [];
      let merges: readonly MergedRange[] = [];
      return {
        ...opened,
        sink: {
          ...opened.sink,
          write: (row, cells, shape) => {
            if (written.length < firstRows && mayKeep()) written.push(shortened({ row, cells }));
            opened.sink.write(row, cells, shape);
          },
          look: (row, ranges) => {
            if (!mayKeep()) return;
            merges = ranges;
            if (first.length < firstRows) first.push(shortened(row));
            else {
              last.push(shortened(row));
              if (last.length > lastRows) last.shift();
            }
          },
        },
        close: async (named) => {
          const table = await opened.close(named);
          for (const { cells } of [...first, ...last]) characters += lengthOf(cells);
          const longForm = formOf(named);
          // A crosstab's long rows stand nowhere in the sheet.
          if (longForm === 'applied') looks.push({ table, rows: [headingOf(table), ...written], merges: [], longForm });
          else looks.push({ table, rows: [...first, ...last], merges, longForm });
          return table;
        },
      };
    },
    inPlace: async (named, storage, read) => {
      const table = await destination.inPlace(named, storage, read);
      looks.push({
        table,
        rows: [headingOf(table), ...(await read(firstRows)).map(shortened)],
        merges: [],
        longForm: formOf(named),
      });
      return table;
    },
  };
}

function formOf({ longForm }: NamedTable): LookedAt['longForm'] {
  return longForm === undefined ? null : longForm.applied ? 'applied' : 'offered';
}

/** A row for headings that are shown by themselves. */
function headingOf({ headerRows, columns }: TextTable): SourceRow {
  return shortened({ row: headerRows[0] ?? 0, cells: columns });
}

function lengthOf(cells: SourceRow['cells']): number {
  return cells.reduce((sum, cell) => sum + (cell?.length ?? 0), 0);
}

function shortened({ row, cells }: Pick<SourceRow, 'row' | 'cells'>): SourceRow {
  const shown = cells
    .slice(0, mostColumns)
    .map((cell) => (cell !== null && cell.length > longestCell ? `${cell.slice(0, longestCell)}…` : cell));
  return { row, cells: shown };
}

/** By source row, why it is none of the data; header rows among them. */
export function kindsOfRows({
  headerRows,
  skipped,
}: {
  readonly headerRows: readonly number[];
  readonly skipped: readonly SkippedRow[];
}): ReadonlyMap<number, string> {
  return new Map([
    ...skipped.map(({ row, why }): [number, string] => [row, why]),
    ...headerRows.map((row): [number, string] => [row, 'header']),
    [0, 'header'],
  ]);
}
