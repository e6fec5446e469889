import type { Field } from '#modules/catalog/index.ts';
import { celFieldSql } from './cel-field.ts';
import type { CelProblem } from './cel-problem.ts';
import { readCel } from './read-cel.ts';
import { termSql } from './term-sql.ts';

export type CompiledCel =
  | {
      readonly ok: true;
      /** Boolean; null where it comes out unknown (a null in it, a division by zero, an overflow). Never an error. */
      readonly sql: string;
      /** Fields that it reads, in the contract's order. */
      readonly fields: readonly string[];
    }
  | ({ readonly ok: false } & CelProblem);

/** A rule over a row as SQL. `columnOf` names the column that holds a field's stored value. */
export function compileCel(
  expression: string,
  fields: readonly Field[],
  columnOf: (field: Field) => string = ({ name }) => `"${name}"`,
): CompiledCel {
  const read = readCel(expression, fields);
  if (!read.ok) return read;
  const sqlOf = new Map(fields.map((field) => [field.name, celFieldSql(field, columnOf(field))]));
  return { ok: true, sql: termSql(read.term, (name) => sqlOf.get(name) ?? 'null'), fields: read.fields };
}
