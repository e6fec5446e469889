import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetColumn } from '../dataset-schema.ts';

/** An order term whose field may be ordered by. */
export interface KeysetTerm {
  readonly column: DatasetColumn;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last';
}

/** Where a page ended: the ordering fields of its last row as texts, and that row's place in the snapshot. */
export interface Position {
  readonly values: readonly (string | null)[];
  readonly file: number;
  readonly row: number;
}

export function orderSql(terms: readonly KeysetTerm[]): string {
  const fields = terms.map(
    ({ column, descending, nulls }) => `${quoteName(column.name)} ${descending ? 'desc' : 'asc'} nulls ${nulls}`,
  );
  return [...fields, '_file', '_row'].join(', ');
}

/** A row's position as JSON text. */
export function positionSql(terms: readonly KeysetTerm[]): string {
  const values = terms.map(({ column }) => `cast(${quoteName(column.name)} as varchar)`);
  return `cast(json_object('values', json_array(${values.join(', ')}), 'file', _file, 'row', _row) as varchar)`;
}

/** True for the rows that come after the position: later by the first term, or equal in it and later by the next, …. */
export function afterSql(terms: readonly KeysetTerm[], position: Position): string {
  const last = `(_file > ${position.file} or (_file = ${position.file} and _row > ${position.row}))`;
  return terms.reduceRight((rest, term, index) => {
    const value = position.values[index] ?? null;
    const name = quoteName(term.column.name);
    if (value === null) {
      const same = `(${name} is null and ${rest})`;
      return term.nulls === 'first' ? `(${name} is not null or ${same})` : same;
    }
    // Our own text of a stored value, whatever a caller may write: also `nan`, or a year before Christ.
    const literal = `cast(${quoteText(value)} as ${term.column.type})`;
    const later = `${name} ${term.descending ? '<' : '>'} ${literal}`;
    const nulls = term.nulls === 'last' ? ` or ${name} is null` : '';
    return `(${later}${nulls} or (${name} = ${literal} and ${rest}))`;
  }, last);
}
