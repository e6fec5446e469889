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
import type { CompiledContract } from '../rules/compile-contract.ts';
import { dotDecimalMark, markSql } from './marks.ts';
import { fieldCells, type StagedTable, type StagingLayout } from './staging-layout.ts';

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
  compiled: CompiledContract,
  layout: StagingLayout,
  declared: ReadonlyMap<string, NumberStyle>,
): Promise<ReadonlyMap<string, NumberStyle>> {
  const styles = new Map(declared);
  const looked = `(select ${fieldCells(layout, compiled.columns)} from received where _look = 1)`;
  for (const column of compiled.columns) {
    const { field, cell } = column;
    if (!dependsOnStyle(field) || styles.has(field.name)) continue;
    const isAny = (pattern: string) =>
      asked(connection, `select bool_or(regexp_full_match(trim(${cell}), '${pattern}')) from ${looked}`);
    if (!(await isAny(ambiguousNumber))) continue;
    // A decimal comma is never plain; a decimal point is, and has left its mark.
    const plainDots = `select bool_or(${markSql(compiled, dotDecimalMark(column))} = 1) from received where _look = 0`;
    const commaDecimal = await isAny(commaDecimalEvidence);
    const dotDecimal = (await isAny(dotDecimalEvidence)) || (await asked(connection, plainDots));
    styles.set(field.name, decideNumberStyle({ commaDecimal, dotDecimal }));
  }
  return styles;
}

async function asked(connection: DuckDBConnection, sql: string): Promise<boolean> {
  return (await connection.runAndReadAll(sql)).getRowsJson()[0]?.[0] === true;
}
