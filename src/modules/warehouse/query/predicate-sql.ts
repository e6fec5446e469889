import { quoteName } from '#platform/duckdb/quote.ts';
import type { DatasetColumn } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import { likeSql } from './like-sql.ts';
import { canHold, literalSql } from './literal.ts';
import { comparisons, type Predicate } from './query.ts';

/** `filterable` finds the column of a field that may be filtered by, or throws. */
export function predicateSql(predicate: Predicate, filterable: (field: string) => DatasetColumn): string {
  switch (predicate.kind) {
    case 'and':
    case 'or': {
      const operands = predicate.operands.map((operand) => predicateSql(operand, filterable));
      if (operands.length === 0) throw fail('query-invalid', `«${predicate.kind}» needs at least one condition`);
      return `(${operands.join(` ${predicate.kind} `)})`;
    }
    case 'not':
      return `(not ${predicateSql(predicate.operand, filterable)})`;
    case 'compare': {
      const column = filterable(predicate.field);
      return `(${quoteName(column.name)} ${comparisons[predicate.operator]} ${literalSql(predicate.value, column)})`;
    }
    case 'in': {
      const column = filterable(predicate.field);
      const name = quoteName(column.name);
      const values = predicate.values.map((value) => ({
        sql: literalSql(value, column),
        held: canHold(column, value),
      }));
      // An empty list holds nothing, and SQL has no way to write one.
      if (values.length === 0) return 'false';
      // What the column cannot hold equals nothing in it, and would widen the type of the list beyond what there is.
      const held = values.filter((value) => value.held);
      return held.length === 0 ? `(${name} <> ${name})` : `(${name} in (${held.map((value) => value.sql).join(', ')}))`;
    }
    case 'is':
      return isSql(filterable(predicate.field), predicate.value);
    case 'like':
      return likeSql(filterable(predicate.field), predicate.pattern, predicate.ignoreCase);
  }
}

function isSql(column: DatasetColumn, value: boolean | null): string {
  const name = quoteName(column.name);
  if (value === null) return `(${name} is null)`;
  if (column.type !== 'BOOLEAN') {
    throw fail('value-invalid', `«is ${value}» is for fields that are true or false; ${column.name} is none`);
  }
  return `(${name} is not distinct from ${value})`;
}
