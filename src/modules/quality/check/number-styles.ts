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
import type { FieldColumns } from '../rules/field-columns.ts';
import { dotDecimalMark, markReader } from './marks.ts';
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

/** Asks whole columns, but only of fields that have a cell with two meanings. */
export async function decideStyles(
  connection: DuckDBConnection,
  compiled: CompiledContract,
  layout: StagingLayout,
  declared: ReadonlyMap<string, NumberStyle>,
): Promise<ReadonlyMap<string, NumberStyle>> {
  const looked = `(select ${fieldCells(layout, compiled.columns)} from received where _look = 1)`;
  const matching = (columns: readonly FieldColumns[], pattern: string) =>
    whereAny(connection, looked, columns, ({ cell }) => `regexp_full_match(trim(${cell}), '${pattern}')`);

  const open = compiled.columns.filter(({ field }) => dependsOnStyle(field) && !declared.has(field.name));
  const ambiguous = await matching(open, ambiguousNumber);
  const commas = new Set(await matching(ambiguous, commaDecimalEvidence));
  const dots = new Set(await matching(ambiguous, dotDecimalEvidence));
  // A decimal comma is never plain; a decimal point is, and has left its mark.
  const markOf = markReader(compiled);
  const plainDots = await whereAny(
    connection,
    '(from received where _look = 0)',
    ambiguous.filter((column) => !dots.has(column)),
    (column) => `${markOf(dotDecimalMark(column))} = 1`,
  );
  for (const column of plainDots) dots.add(column);
  const decided = ambiguous.map((column) => {
    const style = decideNumberStyle({ commaDecimal: commas.has(column), dotDecimal: dots.has(column) });
    return [column.field.name, style] as const;
  });
  return new Map([...declared, ...decided]);
}

/** Columns are asked together, but not a thousand of them: every expression holds a batch of cells. */
const askedTogether = 50;

/** The columns with a row for which the condition holds. */
async function whereAny(
  connection: DuckDBConnection,
  relation: string,
  columns: readonly FieldColumns[],
  condition: (column: FieldColumns) => string,
): Promise<readonly FieldColumns[]> {
  const found: FieldColumns[] = [];
  for (let first = 0; first < columns.length; first += askedTogether) {
    const some = columns.slice(first, first + askedTogether);
    const questions = some.map((column) => `bool_or(${condition(column)})`);
    const answers = await connection.runAndReadAll(`select ${questions.join(', ')} from ${relation}`);
    const [row = []] = answers.getRowsJson();
    found.push(...some.filter((_, index) => row[index] === true));
  }
  return found;
}
