import type { DatabaseSync } from 'node:sqlite';
import { storedAsOf, type StoredAs } from '../stored-as.ts';
import type { SqliteValue } from './sqlite-cell.ts';

export interface SqliteTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly storedAs: StoredAs }[];
  /** Columns that would have to be computed. */
  readonly computed: readonly string[];
}

/** Tables in the order in which they were made; those that a program of their own would have to read, by name. */
export function describeTables(database: DatabaseSync): {
  readonly tables: readonly SqliteTable[];
  readonly virtual: readonly string[];
} {
  const listed = database
    .prepare(
      `select list.name as name, list.type as type
       from pragma_table_list as list
       join sqlite_schema as made on made.name = list.name and made.type = 'table'
       where list.schema = 'main' and list.type in ('table', 'virtual') and substr(list.name, 1, 7) <> 'sqlite_'
       order by made.rowid`,
    )
    .all();
  const names = (type: string) => listed.filter((row) => row['type'] === type).map((row) => String(row['name']));
  return { tables: names('table').map((name) => describeTable(database, name)), virtual: names('virtual') };
}

/** `hidden` is 2 for a column that is computed when it is read, 3 for one that was when it was written. */
function describeTable(database: DatabaseSync, name: string): SqliteTable {
  const rows = database
    .prepare('select name, type, hidden from pragma_table_xinfo(?, ?) order by cid')
    .all(name, 'main')
    .map((row) => ({ name: String(row['name']), type: String(row['type']), hidden: Number(row['hidden']) }));
  return {
    name,
    columns: rows
      .filter(({ hidden }) => hidden === 0 || hidden === 3)
      .map((column) => ({
        name: column.name,
        storedAs: storedAsOf(column.type.toLowerCase().split(/[\s(]/)[0] ?? ''),
      })),
    computed: rows.filter(({ hidden }) => hidden === 2).map((column) => column.name),
  };
}

export function* selectRows(
  database: DatabaseSync,
  { name, columns }: SqliteTable,
  limit = -1,
): Generator<readonly SqliteValue[]> {
  if (columns.length === 0) return;
  const list = columns.map((column) => quoted(column.name)).join(', ');
  const statement = database.prepare(`select ${list} from main.${quoted(name)} limit ${limit}`);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  for (const row of statement.iterate()) {
    // Rows come as arrays, which the types do not know.
    yield row as unknown as readonly SqliteValue[];
  }
}

/** A name in a statement; that of SQLite may hold anything. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
