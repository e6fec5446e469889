import type { StoredAs } from '../stored-as.ts';
import type { SqlCell } from './sql-cell.ts';
import type { DefinedColumn, TableName } from './table-definition.ts';

/** Takes one row of a table, cell by cell. */
export interface DumpRows {
  /** How its columns are stored, in the order of the cells that come. */
  readonly storedAs: readonly (StoredAs | undefined)[];
  readonly push: (cells: readonly SqlCell[]) => void;
}

/** What a dump says, in its order. */
export interface DumpHearer {
  readonly onDatabase: (name: string) => void;
  /** `parents`: tables whose columns it has in front of its own. */
  readonly onTable: (name: TableName, columns: readonly DefinedColumn[], parents: readonly TableName[]) => void;
  /** Rows follow, under these columns, or under all of the table's; undefined: nobody wants them. */
  readonly onRows: (name: TableName, columns: readonly string[] | undefined) => DumpRows | undefined;
  /** A value that a database would have to compute: read as null. */
  readonly onUnknownValue: (line: number) => void;
  /** Rows of a table are changed or taken away: nobody does that here. */
  readonly onChange: (name: TableName, line: number) => void;
  /** Rows that a database would have to compute. */
  readonly onUnknownRows: (line: number) => void;
}
