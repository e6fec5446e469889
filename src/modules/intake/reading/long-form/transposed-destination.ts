import type { Cell } from '../read-outcome.ts';
import type { Destination, NamedTable, OpenTable } from '../reader.ts';
import { mayBeTransposed, planTransposition, type Transposition } from './plan-transposition.ts';
import { periodText } from './period-words.ts';
import { readHeading } from './read-heading.ts';

/** More rows than a record has fields are no fields. */
const mostFields = 200;

export interface TransposedOptions {
  readonly expectedHeadings: readonly (readonly string[])[] | undefined;
  readonly onTransposed: (table: string | null, plan: Transposition) => void;
}

/**
 * Stands before a destination and hands tables on that have the contract's fields in a column on the left: each of the
 * other columns is a record, whose position is that of its column. Such a table is held in memory: it has few rows.
 */
export function transposedDestination<T>(destination: Destination<T>, options: TransposedOptions): Destination<T> {
  const { expectedHeadings: expected, onTransposed } = options;
  if (expected === undefined) return destination;
  return {
    ...destination,
    open: async () => transposedTable(await destination.open(), expected, onTransposed),
    streams: async (columns, firstRows) => {
      if (mayBeTransposed(columns, expected)) {
        const rows = await firstRows(mostFields + 1);
        const whole = rows.length <= mostFields;
        if (
          whole &&
          planTransposition(
            columns,
            rows.map(({ cells }) => cells),
            expected,
          ) !== undefined
        )
          return true;
      }
      return (await destination.streams?.(columns, firstRows)) ?? false;
    },
  };
}

function transposedTable<T>(
  opened: OpenTable<T>,
  expected: readonly (readonly string[])[],
  onTransposed: TransposedOptions['onTransposed'],
): OpenTable<T> {
  const { sink } = opened;
  let columns: readonly string[] | undefined;
  let held: { readonly row: number; readonly cells: readonly Cell[]; readonly shape: string | null }[] | undefined;

  const pass = (): void => {
    if (columns === undefined || held === undefined) return;
    const rows = held;
    held = undefined;
    sink.begin(columns);
    for (const { row, cells, shape } of rows) sink.write(row, cells, shape);
  };

  return {
    ...opened,
    sink: {
      ...(sink.look === undefined ? {} : { look: sink.look }),
      begin: (headings) => {
        columns = headings;
        held = [];
        if (!mayBeTransposed(headings, expected)) pass();
      },
      write: (row, cells, shape) => {
        if (held === undefined) sink.write(row, cells, shape);
        else if (held.push({ row, cells, shape }) > mostFields) pass();
      },
    },
    close: (table) => {
      const cells = held?.map((row) => row.cells) ?? [];
      const plan = columns === undefined ? undefined : planTransposition(columns, cells, expected);
      if (plan === undefined) {
        pass();
        return opened.close(table);
      }
      onTransposed(table.name, plan);
      sink.begin(plan.columns);
      for (const { index, name } of plan.records) sink.write(index + 1, recordOf(plan, cells, index, name), null);
      return opened.close(described(table, plan));
    },
  };
}

function recordOf(
  { columns, places }: Transposition,
  rows: readonly (readonly Cell[])[],
  index: number,
  name: string,
): readonly Cell[] {
  const { period } = readHeading(name);
  const record: Cell[] = Array.from<Cell>({ length: columns.length }).fill(null);
  record[0] = period === null ? name : periodText(period);
  for (const [at, place] of places.entries()) if (place !== undefined) record[place] = rows[at]?.[index] ?? null;
  return record;
}

function described(table: NamedTable, { columns, records }: Transposition): NamedTable {
  const typed = records.every(({ index }) => table.typedNumbers[index] === true);
  return {
    ...table,
    columns,
    typedNumbers: columns.map((_, at) => at > 0 && typed),
    rowCount: records.length,
    firstRow: (records[0]?.index ?? 0) + 1,
    lastRow: (records.at(-1)?.index ?? 0) + 1,
  };
}
