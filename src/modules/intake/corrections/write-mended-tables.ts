import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import type { SourceDescription } from '#modules/quality/index.ts';

/** Writes the rows of the table `mended` (cells `m0`, `m1`, … by `columns`) as the source's tables, each row at its old place. */
export async function writeMendedTables(
  connection: DuckDBConnection,
  {
    source,
    columns,
    staging,
  }: {
    readonly source: SourceDescription;
    readonly columns: readonly string[];
    readonly staging: string;
  },
): Promise<readonly TextTable[]> {
  const tables: TextTable[] = [];
  for (const [number, table] of source.tables.entries()) {
    const own = `_table is not distinct from ${table.name === null ? 'null' : quoteText(table.name)}`;
    const cells = table.columns.map((column) => `m${columns.indexOf(column)}`);
    const read = await connection.runAndReadAll(
      `select count(*), min(_row), max(_row), max(${cells.map((cell) => `coalesce(strlen(${cell}), 0)`).join(' + ')})
       from mended where ${own}`,
    );
    const [rowCount = 0, firstRow, lastRow, longest = 0] = (read.getRowsJson()[0] ?? []).map(Number);
    if (rowCount === 0) continue;
    const path = join(staging, `mended-${number}.csv`);
    await connection.run(
      `copy (select ${cells.map((cell, index) => `${cell} as c${index}`).join(', ')}, _row, null::varchar as _shape
        from mended where ${own} order by n)
       to ${quoteText(path)} (format csv, header false)`,
    );
    tables.push({
      name: table.name,
      headerRows: [],
      columns: table.headings,
      // What dots mean was decided over the whole source.
      typedNumbers: table.headings.map(() => false),
      rowCount,
      firstRow: firstRow ?? null,
      lastRow: lastRow ?? null,
      skipped: [],
      storage: {
        path,
        delimiter: ',',
        quote: '"',
        escape: '"',
        newline: '\n',
        skipLines: 0,
        positioned: true,
        multiline: true,
        // A quotation mark is written twice.
        longestRow: 2 * longest + 16 * (cells.length + 2),
      },
    });
  }
  return tables;
}
