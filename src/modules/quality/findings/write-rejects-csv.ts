import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName, quoteText } from '#platform/duckdb/quote.ts';

/**
 * Writes the reject ledger as csv, in the order of its rows: UTF-8 with a byte order mark, a null empty, an empty text
 * `""`, and an apostrophe before what a spreadsheet would take for a formula, also behind apostrophes of its own.
 * `relation` is SQL with the columns of a rejects file.
 */
export async function writeRejectsCsv(connection: DuckDBConnection, relation: string, file: string): Promise<void> {
  const described = await connection.runAndReadAll(`describe select * from ${relation}`);
  const names = described.getRowsJson().map(([name]) => String(name));
  const cells = names.map((name) => {
    const cell = quoteName(name);
    if (name === '_row') return cell;
    return `case when ${isFormula(cell)} then '''' || ${cell} else ${cell} end as ${quoteName(guardedHeading(name))}`;
  });
  // The engine writes no byte order mark; as the beginning of the first heading it stands where it must.
  const [first = '', ...rest] = cells;
  const marked = `${first.replace(/ as "(?:[^"]|"")*"$/, '')} as ${quoteName(`\uFEFF${names[0] ?? ''}`)}`;
  await connection.run(
    `copy (select ${[marked, ...rest].join(', ')} from ${relation}) to ${quoteText(file)} (format csv, header true)`,
  );
}

/** A heading is the sender's text, too. */
function guardedHeading(name: string): string {
  return /^'*[=+@\t\r-]/.test(name) ? `'${name}` : name;
}

/** Numbers are left as they are: `-5` is one. */
function isFormula(cell: string): string {
  return `regexp_matches(${cell}, '^''*[=+@\\t\\r-]') and not regexp_full_match(${cell}, '[-+]?[0-9]+(?:[.,][0-9]+)*%?')`;
}
