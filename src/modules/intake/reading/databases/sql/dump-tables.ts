import type { Cell, ReadWarning } from '../../read-outcome.ts';
import { failReading } from '../../errors.ts';
import type { OpenTable, ReaderContext, ReadPart } from '../../reader.ts';
import { columnsUnread } from '../database-warnings.ts';
import { beginTypedTable, type TypedTable } from '../typed-table.ts';
import type { DumpHearer } from './dump-hearer.ts';
import type { SqlCell } from './sql-cell.ts';
import type { SqlDialect } from './sql-dialect.ts';
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
  /** A definition of it was read. */
  defined: boolean;
  written?: WrittenTable<T>;
}

interface WrittenTable<T> {
  readonly opened: OpenTable<T>;
  readonly table: TypedTable<T>;
  /** The places of its columns: those that the database computes are left out where nothing is said of them. */
  readonly kept: readonly number[];
  readonly omitted: readonly number[];
}

export interface DumpTables<T> {
  readonly enter: (database: string) => void;
  /** Of a table that nobody wants, the columns are known to those that inherit them. */
  readonly define: (...said: readonly [...Parameters<DumpHearer['onTable']>, isWanted: boolean]) => void;
  /** Undefined: rows of a table without columns. */
  readonly rowsOf: DumpHearer['onRows'];
  /** Whether rows of it were said so far. */
  readonly hasRows: (name: TableName) => boolean;
  /** Writes the rows that wait. */
  readonly settle: () => Promise<void>;
  /** The columns of all tables, where some turned up only after rows had been written without them. */
  readonly learned: () => KnownTables | undefined;
  readonly close: (nameOf: (table: string) => string) => Promise<Pick<ReadPart<T>, 'tables' | 'rows' | 'warnings'>>;
  readonly discard: () => Promise<void>;
}

/** Everything that is held back for tables that take turns is written once it comes to this many characters. */
const heldCharacters = 16 * 1024 * 1024;

/** The schema that a program means where none is named. */
const unnamedSchemas = new Set(['public', 'dbo', 'main']);

export function createDumpTables<T>(
  context: ReaderContext<T>,
  { name: dialect }: SqlDialect,
  known: KnownTables,
): DumpTables<T> {
  const tables = new Map<string, DumpTable<T>>();
  const unwanted = new Map<string, readonly DefinedColumn[]>();
  let database: string | undefined;
  let grown = false;
  let held = 0;

  const placed = (name: TableName): TableName =>
    name.length < 3 && database !== undefined ? [database, ...name] : name;
  const find = (given: TableName): DumpTable<T> => {
    const name = placed(given);
    const key = keyOf(name);
    const found = tables.get(key) ?? {
      name,
      columns: [...(known.get(key) ?? [])],
      waiting: [],
      rows: 0,
      defined: false,
    };
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
  const begin = async (table: DumpTable<T>): Promise<WrittenTable<T>> => {
    const opened = await context.destination.open();
    const { columns } = table;
    const omitted = [...columns.keys()].filter(
      (place) =>
        columns[place]?.computed === true && !table.waiting.some(({ cells }) => (cells[place] ?? null) !== null),
    );
    const kept = [...columns.keys()].filter((place) => !omitted.includes(place));
    const names = kept.map((place) => columns[place]?.name || `column ${place + 1}`);
    // Its name is settled when all tables are known.
    const written = {
      opened,
      kept,
      omitted,
      table: beginTypedTable(opened, { columns: names }, context.limits.columns),
    };
    table.written = written;
    return written;
  };
  /** What turns out to be said of a column after all is read the next time. */
  const fit = (table: DumpTable<T>, { kept, omitted }: WrittenTable<T>, cells: readonly Cell[]): readonly Cell[] => {
    for (const place of omitted) {
      const column = table.columns[place];
      if (column === undefined || (cells[place] ?? null) === null) continue;
      table.columns[place] = { ...column, computed: false };
      grown = true;
    }
    if (omitted.length === 0 && cells.length === kept.length) return cells;
    return kept.map((place) => cells[place] ?? null);
  };

  let virtual = false;
  /** SQLite's own tables, and those in which its virtual tables keep what they have: they have no definition. */
  const isOwn = (name: string, isNew: boolean): boolean => {
    if (/^sqlite_(?:schema|master)$/i.test(name)) virtual = [...tables.values()].some(({ defined }) => defined);
    return /^sqlite_/i.test(name) || (virtual && isNew);
  };

  return {
    enter: (name) => {
      database = name;
    },
    define: (name, columns, parents, isWanted) => {
      const inherited = parents.flatMap((parent) => {
        const key = keyOf(placed(parent));
        return tables.get(key)?.columns ?? unwanted.get(key) ?? [];
      });
      if (!isWanted) {
        unwanted.set(keyOf(placed(name)), [...inherited, ...columns]);
        return;
      }
      const table = find(name);
      table.defined = true;
      learn(table, [...inherited, ...columns]);
    },
    rowsOf: (name, list) => {
      if (dialect === 'sqlite' && isOwn(name.at(-1) ?? '', !tables.has(keyOf(placed(name))))) return undefined;
      const table = find(name);
      if (list === undefined && table.defined && table.columns.length === 0) return undefined;
      if (list !== undefined)
        learn(
          table,
          list.map((column) => ({ name: column, storedAs: 'other' })),
        );
      const places = list === undefined ? givenPlaces(table.columns, dialect) : placesOf(list, table.columns);
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
    hasRows: (name) => (tables.get(keyOf(placed(name)))?.rows ?? 0) > 0,
    settle: async () => {
      for (const table of tables.values()) {
        if (table.waiting.length === 0) continue;
        const written = table.written ?? (await begin(table));
        const { table: typed, kept, omitted } = written;
        for (const { cells, typed: numbers, shape } of table.waiting) {
          for (const cell of cells) held += cell?.length ?? 0;
          const marks = omitted.length === 0 ? numbers : kept.map((place) => numbers[place] === true);
          typed.push(typed.rowCount() + 1, fit(table, written, cells), marks, shape);
        }
        table.waiting.length = 0;
        await written.opened.flush();
      }
      if (held < heldCharacters) return;
      held = 0;
      for (const { written } of tables.values()) await written?.opened.flush(true);
    },
    learned: () => (grown ? new Map([...tables].map(([key, { columns }]) => [key, columns])) : undefined),
    close: async (nameOf) => {
      const closed: T[] = [];
      const warnings: ReadWarning[] = [];
      let rows = 0;
      const names = shownNames([...tables.values()].map(({ name }) => name));
      for (const [index, table] of [...tables.values()].entries()) {
        if (table.columns.length === 0) continue;
        const { table: typed, omitted } = table.written ?? (await begin(table));
        const name = nameOf(names[index] ?? '');
        rows += typed.rowCount();
        const unread = omitted.map((place) => table.columns[place]?.name ?? '');
        if (unread.length > 0) warnings.push(columnsUnread(name, unread));
        closed.push(await typed.close(name));
      }
      return { tables: closed, rows, warnings };
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

/** Where rows without a list of columns say nothing of computed ones; MySQL and PostgreSQL have a value or DEFAULT. */
function givenPlaces(columns: readonly DefinedColumn[], dialect: SqlDialect['name']): readonly number[] | undefined {
  if (dialect === 'mysql' || dialect === 'postgres') return undefined;
  const given = [...columns.keys()].filter((place) => columns[place]?.computed !== true);
  return given.length === columns.length ? undefined : given;
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
