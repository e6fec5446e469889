import { quoteName, quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetColumn } from '../dataset-schema.ts';
import { fail } from '../errors.ts';
import { literalSql } from './literal.ts';
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
      const values = predicate.values.map((value) => literalSql(value, column));
      // An empty list holds nothing, and SQL has no way to write one.
      return values.length === 0 ? 'false' : `(${quoteName(column.name)} in (${values.join(', ')}))`;
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

function likeSql(column: DatasetColumn, pattern: string, ignoreCase: boolean): string {
  if (column.type !== 'VARCHAR') throw fail('value-invalid', `${column.name} is not a text: it has no pattern`);
  const text = pattern.normalize('NFC').replaceAll('*', '%');
  const backslashes = /\\*$/.exec(text)?.[0].length ?? 0;
  if (text.includes('\0') || backslashes % 2 === 1) throw fail('value-invalid', `«${pattern}» is not a pattern`);
  // Without a backslash the engine knows faster ways than its general one.
  const escape = text.includes('\\') ? ` escape '\\'` : '';
  return `(${quoteName(column.name)} ${ignoreCase ? 'ilike' : 'like'} ${quoteText(text)}${escape})`;
}
