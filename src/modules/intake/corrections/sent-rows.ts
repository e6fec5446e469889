import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { ChangedRow } from './correction-body.ts';

/**
 * The rows of a correction, as the table `sent`: `line` (for messages), `_table` and `_row` (the place in the first file,
 * as it was given), and what the row says.
 */
export interface SentRows {
  /** SQL over `sent`: whether the row says anything of the column. */
  readonly given: (column: string) => string;
  /** SQL over `sent`: what it says. */
  readonly cell: (column: string) => string;
}

export interface Ledger {
  readonly table: TextTable;
  /** Columns whose cells were typed numbers, where the source's dots end thousands: to be written its way. */
  readonly pointed: ReadonlySet<string>;
}

/** Rows of mended files: each row says something of every column. A place of 3.5 is none, not that of row 4. */
export async function sentByFile(
  connection: DuckDBConnection,
  ledgers: readonly Ledger[],
  columns: readonly string[],
): Promise<SentRows> {
  const selects = ledgers.map(({ table, pointed }) => {
    const cellOf = (name: string) => {
      const index = table.columns.indexOf(name);
      if (index < 0) return 'null::varchar';
      return table.typedNumbers[index] === true && pointed.has(name) ? `replace(c${index}, '.', ',')` : `c${index}`;
    };
    const line = table.storage.positioned ? '_row' : `${table.firstRow ?? 1} - 1 + row_number() over ()`;
    const cells = columns.map((name) => `${cellOf(name)} as ${quoteName(`cell ${name}`)}`);
    return `select ${[`(${line})::bigint as line`, `${foldTable(cellOf('_table'))} as _table`, `${cellOf('_row')} as place`, ...cells].join(', ')}
      from ${textTableScan(table)}`;
  });
  await connection.run(
    `create or replace temp table sent as
     select *, case when regexp_full_match(trim(place), '[0-9]+') then try_cast(trim(place) as bigint) end as _row
     from (${selects.join(' union all ')})`,
  );
  return { given: () => 'true', cell: (column) => `sent.${quoteName(`cell ${column}`)}` };
}

/** Rows that name their changed columns. */
export async function sentByRows(
  connection: DuckDBConnection,
  rows: readonly ChangedRow[],
  staging: string,
): Promise<SentRows> {
  const file = join(staging, 'changes.ndjson');
  const lines = rows.map(
    ({ table, row, values }, index) =>
      `${JSON.stringify({ line: index + 1, _table: table, _row: row, cells: values })}\n`,
  );
  // The engine makes room for so much at once.
  const longest = lines.reduce((most, line) => Math.max(most, Buffer.byteLength(line)), 64 * 1024);
  await pipeline(Readable.from(lines), createWriteStream(file));
  await connection.run(
    `create or replace temp table sent as
     select line, ${foldTable('_table')} as _table, _row::varchar as place, _row, cells
     from read_json(${quoteText(file)}, format = 'newline_delimited', maximum_object_size = ${longest},
       columns = {line: 'BIGINT', _table: 'VARCHAR', _row: 'BIGINT', cells: 'MAP(VARCHAR, VARCHAR)'})`,
  );
  return sentAsMaps;
}

/** `sent` with a map of cells by column. */
export const sentAsMaps: SentRows = {
  given: (column) => `map_contains(sent.cells, ${quoteText(column)})`,
  cell: (column) => `sent.cells[${quoteText(column)}]`,
};

/** A table's name as it comes back through a spreadsheet. */
export function foldTable(name: string): string {
  return `nullif(trim(nfc_normalize(${name})), '')`;
}
