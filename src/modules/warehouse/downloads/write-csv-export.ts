import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from '#platform/duckdb/quote.ts';
import { jsonValueSql, timestampText } from '../query/json-value.ts';
import type { SelectedColumn } from '../query/record-sql.ts';
import type { ExportContent } from './export-request.ts';
import { exportRelation, type ExportRelation } from './export-sql.ts';

/**
 * Rows by the engine, on all its threads and in their order; a heading that were a row among them (`union all`) would
 * leave it one thread.
 */
export async function writeCsvExport(
  connection: DuckDBConnection,
  content: ExportContent,
  output: string,
): Promise<void> {
  const relation = exportRelation(content);
  const heading = `${byteOrderMark}${headingOf(content, relation)}`;
  const found = await connection.runAndReadAll(`select 1 ${relation.from} limit 1`);
  // The engine puts a prefix right before the first row, and breaks lines between rows only.
  const prefix = found.currentRowCount === 0 ? heading : `${heading}\n`;
  const options = `format csv, header false, prefix ${quoteText(prefix)}, suffix e'\\n'`;
  await connection.run(`copy (${rowsSql(relation)}) to ${quoteText(output)} (${options})`);
}

const byteOrderMark = '\uFEFF';

/** Quoted and guarded as the engine does it with values. */
function headingOf(content: ExportContent, { columns }: ExportRelation): string {
  const labels = new Map(content.schema.columns.map(({ name, label }) => [name, label.vi]));
  const cells = columns.map(({ name }) => (content.header === 'labels' ? (labels.get(name) ?? name) : name));
  return cells.map((cell) => quoteCell(/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)).join(',');
}

function quoteCell(cell: string): string {
  return cell === '' || /[",#\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Texts are made in a query inside, so that none is made again for each look that its guard has at it. */
function rowsSql({ columns, from }: ExportRelation): string {
  const texts = columns.map((column, index) => `${textSql(column)} as cell${index}`);
  const cells = columns.map((column, index) => cellSql(`cell${index}`, column));
  return `select ${cells.join(', ')} from (select ${texts.join(', ')} ${from})`;
}

function textSql({ sql, type }: SelectedColumn): string {
  if (type === 'VARCHAR') return sql;
  if (type === 'TIMESTAMP') return timestampText(`(${sql})`);
  return `cast(${jsonValueSql(`(${sql})`, { type, wide: false })} as varchar)`;
}

function cellSql(text: string, { type }: SelectedColumn): string {
  if (type === 'VARCHAR') return guardSql(text);
  // The engine writes a whole number of type double as `108.0`.
  if (type === 'DOUBLE')
    return `case when ends_with(${text}, '.0') then left(${text}, length(${text}) - 2) else ${text} end`;
  return text;
}

/**
 * A spreadsheet program takes a text that begins so for a formula. One apostrophe keeps it a text; a text that would be
 * one behind its own apostrophes gets one more, so that whoever takes one off has the original. Nearly every text begins
 * with a letter or a digit, which a comparison of bytes tells for a fraction of the expression's price.
 */
function guardSql(text: string): string {
  const odd = `(${text} < '0' or (${text} >= ':' and ${text} < 'A'))`;
  return `case when ${odd} and regexp_matches(${text}, '^''*[=+\\-@\\t\\r]') then '''' || ${text} else ${text} end`;
}
