import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import { comparisonsOf, heldRows } from './find-doubles.ts';
import { tableName, type StagingLayout } from './staging-layout.ts';
import type { Writing } from './write-outcome.ts';

/** Adds to `doubles` the rows whose place was taken by an earlier correction; the same content again is a copy. */
export async function findTaken(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  { judged, taken }: { readonly judged: string; readonly taken: readonly string[] },
): Promise<void> {
  if (taken.length === 0) return;
  const rule = compiled.rules.findIndex(({ kind }) => kind === 'corrected');
  await connection.run(
    `insert into doubles
     select _n, _t, sent._row, ${rule}, null, ${contentOf(compiled)} = taken._content, null, null
     from (select *, ${tableName(layout)} as _table from ${judged}) as sent
     join read_parquet([${taken.map(quoteText).join(', ')}]) as taken
       on taken._table is not distinct from sent._table and taken._row = sent._row`,
  );
}

/**
 * Of an upsert: rows that the dataset holds just so are copies, and unique fields are compared with the rows of other
 * keys. An equal key with other content is what an upsert is for.
 */
export async function findHeldCopies(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  { judged, heldFiles }: { readonly judged: string; readonly heldFiles: readonly string[] },
): Promise<void> {
  if (heldFiles.length === 0) return;
  const comparisons = comparisonsOf(compiled);
  const key = comparisons.find(({ rule }) => rule.kind === 'key');
  if (key === undefined) return;
  const held = await heldRows(connection, compiled, heldFiles);
  for (const { index, columns } of comparisons) {
    const ofKey = index === key.index;
    const meets = ofKey ? 'held._content = sent._content' : `held._h${key.index} is distinct from sent._h${key.index}`;
    const value = columns.map((column) => `${column.value}::varchar`).join(` || '; ' || `);
    await connection.run(
      `create or replace table met as
       select _n, _t, sent._row, ${index} as rule, ${value} as value, ${ofKey} as same
       from ${judged} as sent
       where exists (select 1 from ${held} as held where held._h${index} = sent._h${index} and ${meets})`,
    );
    // What the dataset holds just so is a copy of that, whatever else stands in the file.
    if (ofKey) await connection.run(`delete from doubles where rule = ${index} and _n in (select _n from met)`);
    await connection.run(
      `insert into doubles select *, null, null from met
       where _n not in (select _n from doubles where rule = ${index})`,
    );
  }
}

/** The places of the accepted rows of a correction, all of which were looked at, with a hash of what each says. */
export async function writeTaken({ connection, compiled, layout, judged }: Writing, file: string): Promise<void> {
  await connection.run(
    `copy (
       select ${tableName(layout)} as _table, _row, ${contentOf(compiled)} as _content
       from ${judged} where _n not in (select _n from left_out) order by _n
     ) to ${quoteText(file)} (format parquet, compression zstd)`,
  );
}

/** The same in every version of the engine: it is kept. */
function contentOf({ columns }: CompiledContract): string {
  return `md5(to_json([${columns.map(({ value }) => `${value}::varchar`).join(', ')}])::varchar)`;
}
