import type { DuckDBConnection } from '@duckdb/node-api';
import { textTableScan } from '#platform/tables/text-table-scan.ts';
import type { TextTable } from '#platform/tables/text-table.ts';
import { cleanCell } from '../reading/clean-text.ts';

/** Every distinct cell of every column, `c`, `text` (cleaned; null: missing), `n` (rows that have it). */
export const allValues = 'profiled_values';
/** Some thousand of them for each column, chosen by their hash: which ones does not depend on their order. */
export const someValues = 'profiled_sample';

const sampleSize = 1000;
/** Of all columns together: a sample only tells what is worth asking of all values. */
const sampledValues = 60_000;
const fewestSampled = 100;

/**
 * The one scan of a source: its cells become `allValues`. Whatever is asked of the columns
 * afterwards is asked of a value once, however many rows have it, and of all columns in one statement. Texts that differ
 * only in blanks at the ends stay two entries.
 */
export async function gatherValues(connection: DuckDBConnection, table: TextTable): Promise<void> {
  const cells = table.columns.map((_, index) => `c${index}`).join(', ');
  await connection.run(cleanCell);
  await connection.run(`create or replace temp table ${allValues} as
    select c, nullif(clean_cell(cell), '') as text, n
    from (
      select c, cell, count(*) as n
      from (select unnest(range(${table.columns.length}))::smallint as c, unnest([${cells}]) as cell from ${textTableScan(table)})
      group by c, cell
    )`);
}

/** `distinct`: by column, how many values it has. */
export async function sampleValues(connection: DuckDBConnection, distinct: readonly number[]): Promise<void> {
  const size = Math.max(fewestSampled, Math.min(sampleSize, Math.floor(sampledValues / Math.max(1, distinct.length))));
  const oneIn = distinct.map((count) => Math.max(1, Math.floor(count / size)));
  await connection.run(`create or replace temp table ${someValues} as
    select c, text, n
    from ${allValues}
    join (select unnest(range(${oneIn.length}))::smallint as c, unnest([${oneIn.join(', ')}]::ubigint[]) as one_in) using (c)
    where text is not null and hash(text) % one_in = 0`);
}
