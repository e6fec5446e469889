import type { DuckDBConnection } from '@duckdb/node-api';
import type { CodeList } from '#modules/dictionary/index.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { readColumnFacts, type ColumnFacts } from './column-facts.ts';
import { matchLists, type ListMatch } from './match-lists.ts';
import { measureKinds, type KindCounts } from './measure-kinds.ts';
import { gatherValues, sampleValues } from './value-table.ts';

export interface ColumnProfile extends ColumnFacts {
  readonly heading: string;
  /** All its numbers are typed cells. */
  readonly typed: boolean;
  readonly kinds: KindCounts;
  readonly lists: readonly ListMatch[];
}

export interface TableProfile {
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
  readonly firstRows: readonly (readonly (string | null)[])[];
}

export interface ProfileInput {
  readonly table: TextTable;
  readonly codeLists: readonly CodeList[];
  /** `YYYY-MM-DD` */
  readonly receivedOn: string;
  readonly connection: DuckDBConnection;
  /** Rows that are handed out as they are. */
  readonly firstRows: number;
}

/**
 * What a table's columns hold, from all its rows: shapes, readable types, semantic types, code lists. One scan of the source;
 * its distinct values stay in the engine, which puts them on disk where they outgrow its memory.
 */
export async function profileTable(input: ProfileInput): Promise<TableProfile> {
  const { table, connection, receivedOn } = input;
  await gatherValues(connection, table);
  const facts = await readColumnFacts(connection, table.columns.length);
  await sampleValues(
    connection,
    facts.map(({ distinct }) => distinct),
  );
  const kinds = await measureKinds(connection, table.typedNumbers, receivedOn);
  const lists = await matchLists(connection, input.codeLists, receivedOn);
  const cells = table.columns.map((_, index) => `c${index}`).join(', ');
  // One expression for all cells: to plan one for each column of a wide table takes longer than to read it.
  const first = await connection.runAndReadAll(
    `select list_transform([${cells}], lambda cell: ${shownCell('cell')}) from ${textTableScan(table)} limit ${input.firstRows}`,
  );
  return {
    rowCount: table.rowCount,
    columns: facts.map((column, index) => ({
      ...column,
      heading: table.columns[index] ?? '',
      typed: table.typedNumbers[index] ?? false,
      kinds: kinds[index] ?? new Map(),
      lists: lists.get(index) ?? [],
    })),
    // A list of texts in every row.
    firstRows: first.getRowsJson().map(([texts]) => texts as (string | null)[]),
  };
}

const longestShown = 1000;

/** SQL: a cell as it is shown. A page of cells of megabytes would be held whole by everybody on its way. */
function shownCell(column: string): string {
  return `case when length(${column}) > ${longestShown} then left(${column}, ${longestShown}) || '…' else ${column} end`;
}
