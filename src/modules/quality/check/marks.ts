import { dependsOnStyle } from '../reading/reading-of.ts';
import type { CompiledContract } from '../rules/compile-contract.ts';
import type { FieldColumns } from '../rules/field-columns.ts';

/** Marks that fit into a column. */
const marksOfAColumn = 60;

/**
 * What later steps ask of rows that need not be looked at, as SQL conditions: whether a rule applies to them, whether a
 * number shows that dots are decimal points. One bit each, in this order.
 */
export function marksOf({ rules, columns }: CompiledContract): readonly string[] {
  const conditions = [
    ...rules.map(({ applies }) => applies),
    ...columns.filter(({ field }) => dependsOnStyle(field)).map(dotDecimalMark),
  ];
  return [...new Set(conditions)].filter((condition) => condition !== 'true');
}

/** A plain number has a dot only where it can be nothing but a decimal point. */
export function dotDecimalMark({ text }: FieldColumns): string {
  return `contains(${text}, '.')`;
}

/** How a mark is read back from a staged row: 1 or 0. */
export function markReader(compiled: CompiledContract): (condition: string) => string {
  const bits = new Map(marksOf(compiled).map((condition, bit) => [condition, bit]));
  return (condition) => {
    const bit = bits.get(condition);
    if (condition === 'true') return '1';
    if (bit === undefined) throw new Error(`there is no mark for ${condition}`);
    return `((_marks${Math.floor(bit / marksOfAColumn)} >> ${bit % marksOfAColumn}) & 1)`;
  };
}

/** The columns of a staged row that hold the marks, by name. */
export function markColumns(compiled: CompiledContract): ReadonlyMap<string, string> {
  const conditions = marksOf(compiled);
  const count = Math.ceil(conditions.length / marksOfAColumn);
  return new Map(
    Array.from({ length: count }, (_, column) => {
      const own = conditions.slice(column * marksOfAColumn, (column + 1) * marksOfAColumn);
      const bits = own.map((condition, bit) => `case when ${condition} then ${2 ** bit} else 0 end`);
      return [`_marks${column}`, `(${bits.join(' + ')})::bigint`];
    }),
  );
}
