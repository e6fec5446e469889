import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '#modules/catalog/index.ts';
import {
  ambiguousNumber,
  commaDecimalEvidence,
  decideNumberStyle,
  dotDecimalEvidence,
  type NumberStyle,
} from '../reading/number-style.ts';
import { dependsOnStyle } from '../reading/reading-of.ts';
import type { StagedTable } from './staging-layout.ts';

/** What is known before a row is read: the numbers of typed cells need no deciding. */
export function declaredStyles(contract: Contract, tables: readonly StagedTable[]): ReadonlyMap<string, NumberStyle> {
  const styles = new Map<string, NumberStyle>();
  for (const [index, field] of contract.fields.entries()) {
    if (field.type !== 'number' && field.type !== 'integer') continue;
    const typed = tables.every(({ table, columns }) => {
      const column = columns[index];
      return column === undefined || table.typedNumbers[column] === true;
    });
    if (typed) styles.set(field.name, 'typed');
  }
  return styles;
}

/** Asks the whole column, but only of fields that have a cell with two meanings. */
export async function decideStyles(
  connection: DuckDBConnection,
  contract: Contract,
  declared: ReadonlyMap<string, NumberStyle>,
): Promise<ReadonlyMap<string, NumberStyle>> {
  const styles = new Map(declared);
  for (const [index, field] of contract.fields.entries()) {
    if (!dependsOnStyle(field) || styles.has(field.name)) continue;
    if (!(await isAny(connection, index, ambiguousNumber, 'where _look = 1'))) continue;
    const commaDecimal = await isAny(connection, index, commaDecimalEvidence, '');
    const dotDecimal = await isAny(connection, index, dotDecimalEvidence, '');
    styles.set(field.name, decideNumberStyle({ commaDecimal, dotDecimal }));
  }
  return styles;
}

async function isAny(connection: DuckDBConnection, field: number, pattern: string, where: string): Promise<boolean> {
  const result = await connection.runAndReadAll(
    `select coalesce(bool_or(regexp_full_match(trim(f${field}), '${pattern}')), false) from received ${where}`,
  );
  return result.getRowsJson()[0]?.[0] === true;
}
