import type { Cell } from '../../read-outcome.ts';
import { failReading } from '../../errors.ts';
import type { OpenTable, ReaderContext } from '../../reader.ts';
import { beginTypedTable, type TypedTable } from '../typed-table.ts';
import type { DumpRows } from './dump-hearer.ts';
import type { SqlCell } from './sql-cell.ts';
import type { DefinedColumn, TableName } from './table-definition.ts';

/** What is known of a dump's tables from having gone through it before. */
export type KnownTables = ReadonlyMap<string, readonly DefinedColumn[]>;

/** A table of a dump, whose rows wait until there is time to write them. */
interface DumpTable<T> {
  readonly name: TableName;
  columns: DefinedColumn[];
  readonly waiting: {
    readonly cells: readonly Cell[];
    readonly typed: readonly boolean[];
    readonly shape: string | null;
  }[];
  rows: number;
  written?: { readonly opened: OpenTable<T>; readonly table: TypedTable<T>; readonly width: number };
}

export interface DumpTables<T> {
  readonly enter: (database: string) => void;
  readonly define: (name: TableName, columns: readonly DefinedColumn[]) => void;
  readonly rowsOf: (name: TableName, list: readonly string[] | undefined) => DumpRows;
  /** Writes the rows that wait. */
  readonly settle: () => Promise<void>;
  /** The columns of all tables, where some turned up only after rows had been written without them. */
  readonly learned: () => KnownTables | undefined;
  readonly close: (
    nameOf: (table: string) => string,
  ) => Promise<{ readonly tables: readonly T[]; readonly rows: number }>;
  readonly discard: () => Promise<void>;
}

/** Everything that is held back for tables that take turns is written once it comes to this many characters. */
const heldCharacters = 16 * 1024 * 1024;

/** The schema that a program means where none is named. */
const unnamedSchemas = new Set(['public', 'dbo', 'main']);

export function createDumpTables<T>(context: ReaderContext<T>, known: KnownTables): DumpTables<T> {
  const tables = new Map<string, DumpTable<T>>();
  let database: string | undefined;
  let grown = false;
  let held = 0;

  const placed = (name: TableName): TableName =>
    name.length < 3 && database !== undefined ? [database, ...name] : name;
  const find = (given: TableName): DumpTable<T> => {
    const name = placed(given);
    const key = keyOf(name);
    const found = tables.get(key) ?? { name, columns: [...(known.get(key) ?? [])], waiting: [], rows: 0 };
    if (!tables.has(key) && tables.size >= context.limits.tables)
      throw failReading('too-many-tables', `The file has more than ${context.limits.tables} tables`);
    tables.set(key, found);
    return found;
  };
  const learn = (table: DumpTable<T>, columns: readonly DefinedColumn[]): void => {
    const names = new Set(table.columns.map((column) => column.name.toLowerCase()));
    for (const column of columns) {
      if (names.has(column.name.toLowerCase())) continue;
      names.add(column.name.toLowerCase());
      table.columns.push(column);
      if (table.rows > 0) grown = true;
    }
    if (table.columns.length > context.limits.columns)
      throw failReading(
        'too-wide',
        `The table has ${table.columns.length} columns, ${context.limits.columns} are allowed`,
      );
  };
  const begin = async (table: DumpTable<T>): Promise<NonNullable<DumpTable<T>['written']>> => {
    const opened = await context.destination.open();
    const columns = table.columns.map((column, index) => (column.name === '' ? `column ${index + 1}` : column.name));
    // Its name is settled when all tables are known.
    const written = {
      opened,
      width: columns.length,
      table: beginTypedTable(opened, { columns }, context.limits.columns),
    };
    table.written = written;
    return written;
  };

  return {
    enter: (name) => {
      database = name;
    },
    define: (name, columns) => learn(find(name), columns),
    rowsOf: (name, list) => {
      const table = find(name);
      if (list !== undefined)
        learn(
          table,
          list.map((column) => ({ name: column, storedAs: 'other' })),
        );
      const places = list === undefined ? undefined : placesOf(list, table.columns);
      const storedAs =
        places === undefined
          ? table.columns.map((column) => column.storedAs)
          : places.map((place) => table.columns[place]?.storedAs);
      return {
        storedAs,
        push: (cells) => {
          if (table.columns.length === 0)
            learn(
              table,
              cells.map((_, index) => ({ name: `column ${index + 1}`, storedAs: 'other' })),
            );
          table.rows += 1;
          table.waiting.push(rowOf(cells, places, table.columns.length));
        },
      };
    },
    settle: async () => {
      for (const table of tables.values()) {
        if (table.waiting.length === 0) continue;
        const { table: typed, opened, width } = table.written ?? (await begin(table));
        for (const { cells, typed: numbers, shape } of table.waiting) {
          for (const cell of cells) held += cell?.length ?? 0;
          typed.push(typed.rowCount() + 1, cells.length === width ? cells : fitted(cells, width), numbers, shape);
        }
        table.waiting.length = 0;
        await opened.flush();
      }
      if (held < heldCharacters) return;
      held = 0;
      for (const { written } of tables.values()) await written?.opened.flush(true);
    },
    learned: () => (grown ? new Map([...tables].map(([key, { columns }]) => [key, columns])) : undefined),
    close: async (nameOf) => {
      const closed: T[] = [];
      let rows = 0;
      const names = shownNames([...tables.values()].map(({ name }) => name));
      for (const [index, table] of [...tables.values()].entries()) {
        if (table.columns.length === 0) continue;
        const { table: typed } = table.written ?? (await begin(table));
        rows += typed.rowCount();
        closed.push(await typed.close(nameOf(names[index] ?? '')));
      }
      return { tables: closed, rows };
    },
    discard: async () => {
      for (const { written } of tables.values()) await written?.opened.discard();
    },
  };
}

function keyOf(name: TableName): string {
  const parts = name.map((part) => part.toLowerCase());
  return JSON.stringify(parts.filter((part, index) => index === parts.length - 1 || !unnamedSchemas.has(part)));
}

/** The table's own name, the schema where it is not the usual one, the database where two tables would be one. */
function shownNames(names: readonly TableName[]): readonly string[] {
  const plain = names.map((name) => shownName(name, 1));
  const schematic = names.map((name) => shownName(name, 2));
  const count = (list: readonly string[], name: string | undefined) => list.filter((other) => other === name).length;
  return names.map((name, index) =>
    count(plain, plain[index]) === 1 && !hasSchema(name)
      ? (plain[index] ?? '')
      : count(schematic, schematic[index]) === 1
        ? (schematic[index] ?? '')
        : shownName(name, 3),
  );
}

function hasSchema(name: TableName): boolean {
  return name.length === 3 && !unnamedSchemas.has((name[1] ?? '').toLowerCase());
}

function shownName(name: TableName, parts: number): string {
  return name
    .slice(-parts)
    .filter((part, index, all) => index === all.length - 1 || !unnamedSchemas.has(part.toLowerCase()))
    .join('.');
}

function placesOf(list: readonly string[], columns: readonly DefinedColumn[]): readonly number[] {
  const places = new Map(columns.map((column, index) => [column.name.toLowerCase(), index]));
  return list.map((name) => places.get(name.toLowerCase()) ?? -1);
}

/** Cells in the order of the table's columns; a row with too few or too many values says so. */
function rowOf(
  cells: readonly SqlCell[],
  places: readonly number[] | undefined,
  width: number,
): DumpTable<never>['waiting'][number] {
  const expected = places?.length ?? width;
  const extra = cells.slice(expected).map(({ text }) => text ?? '');
  const shape =
    extra.length > 0 ? `+${extra.join('\t')}` : cells.length < expected ? `-${expected - cells.length}` : null;
  if (places === undefined && cells.length === width)
    return { cells: cells.map(({ text }) => text), typed: cells.map(({ isNumber }) => isNumber), shape };
  const placed: Cell[] = Array.from<Cell>({ length: width }).fill(null);
  const typed: boolean[] = Array.from<boolean>({ length: width }).fill(false);
  for (const [index, cell] of cells.slice(0, expected).entries()) {
    const place = places === undefined ? index : (places[index] ?? -1);
    if (place < 0) continue;
    placed[place] = cell.text;
    typed[place] = cell.isNumber;
  }
  return { cells: placed, typed, shape };
}

function fitted(cells: readonly Cell[], width: number): readonly Cell[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? null);
}
