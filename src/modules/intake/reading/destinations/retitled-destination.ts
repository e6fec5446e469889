import type { Cell } from '../read-outcome.ts';
import type { Destination, NamedTable, OpenTable } from '../reader.ts';

/** What a table is called and holds under a mapping. */
export interface Retitled {
  /** As many as the table has. */
  readonly columns: readonly string[];
  /** Columns behind them that hold one value in every row. */
  readonly constants: readonly { readonly heading: string; readonly value: string }[];
}

/** By a table's headings as they were read; undefined: it stays as it is. */
export type Retitle = (columns: readonly string[]) => Retitled | undefined;

/**
 * Hands tables on as if whoever sent them had written other headings and filled in further columns. Nothing behind it
 * knows of a mapping: rejects, masks and corrections go by the headings that stand here. A table that has constants
 * cannot be scanned where it lies: the reader is asked not to (`ReadOptions.inPlace`).
 */
export function retitledDestination<T>(destination: Destination<T>, retitle: Retitle): Destination<T> {
  const rename = <Table extends NamedTable>(table: Table, retitled: Retitled | undefined): Table =>
    retitled === undefined
      ? table
      : {
          ...table,
          columns: [...retitled.columns, ...retitled.constants.map(({ heading }) => heading)],
          typedNumbers: [...table.typedNumbers, ...retitled.constants.map(() => false)],
        };
  return {
    open: async () => retitledTable(await destination.open(), retitle, rename),
    inPlace: (table, storage, firstRows) => {
      const retitled = retitle(table.columns);
      if (retitled !== undefined && retitled.constants.length > 0) {
        throw new Error('A table with constants was to be scanned where it lies');
      }
      return destination.inPlace(rename(table, retitled), storage, firstRows);
    },
  };
}

function retitledTable<T>(
  opened: OpenTable<T>,
  retitle: Retitle,
  rename: (table: NamedTable, retitled: Retitled | undefined) => NamedTable,
): OpenTable<T> {
  const { sink } = opened;
  let retitled: Retitled | undefined;
  let constants: readonly Cell[] = [];
  return {
    ...opened,
    sink: {
      ...(sink.look === undefined ? {} : { look: sink.look }),
      begin: (columns) => {
        retitled = retitle(columns);
        constants = retitled?.constants.map(({ value }) => value) ?? [];
        sink.begin(
          retitled === undefined ? columns : [...retitled.columns, ...retitled.constants.map(({ heading }) => heading)],
        );
      },
      write: (row, cells, shape) => sink.write(row, constants.length === 0 ? cells : [...cells, ...constants], shape),
    },
    close: (table) => opened.close(rename(table, retitled)),
  };
}
