import { quoteText } from '#platform/duckdb/quote.ts';
import { jsonValueSql, type OutputColumn } from './json-value.ts';

export interface SelectedColumn extends OutputColumn {
  readonly sql: string;
}

/** A JSON object with the columns in their order, as text. */
export function recordSql(columns: readonly SelectedColumn[]): string {
  const members = columns.map((column) => `${quoteText(column.name)}, ${jsonValueSql(column.sql, column)}`);
  return `cast(json_object(${members.join(', ')}) as varchar)`;
}
