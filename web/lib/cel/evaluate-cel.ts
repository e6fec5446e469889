import type { CelComparison, CelConstant, CelTerm } from '#api/cel-term.ts';
import { compareValues } from './compare-values.ts';
import { overloadValues } from './overload-values.ts';
import { searchPattern } from './search-pattern.ts';

/**
 * A value of an expression; null is unknown. Whole numbers are bigints; so are times and durations, in microseconds
 * (since 1970 in UTC).
 */
export type CelValue = bigint | number | string | boolean | null;

/** By the names of fields, each in its type in the language. */
export type CelRow = Readonly<Record<string, CelValue>>;

/** Whether a rule holds for a row; null: it does not apply. Agrees with the SQL that the server makes of the same term. */
export function evaluateCel(term: CelTerm, row: CelRow): boolean | null {
  const value = valueOf(term, row);
  return typeof value === 'boolean' ? value : null;
}

function valueOf(term: CelTerm, row: CelRow): CelValue {
  switch (term.kind) {
    case 'constant':
      return constantOf(term);
    case 'field':
      return row[term.field] ?? null;
    case 'and':
      return all(term.parts, row, false);
    case 'or':
      return all(term.parts, row, true);
    case 'not': {
      const part = evaluateCel(term.part, row);
      return part === null ? null : !part;
    }
    case 'choice': {
      const condition = evaluateCel(term.condition, row);
      return condition === null ? null : valueOf(condition ? term.yes : term.no, row);
    }
    case 'is-null':
      return (valueOf(term.part, row) === null) !== term.negated;
    case 'compare':
      return compare(term.op, valueOf(term.left, row), valueOf(term.right, row));
    case 'in':
      return isIn(
        valueOf(term.value, row),
        term.items.map((item) => valueOf(item, row)),
      );
    case 'matches': {
      const text = valueOf(term.text, row);
      return typeof text === 'string' ? searchPattern(term.re2, text) : null;
    }
    case 'call': {
      const args = term.args.map((arg) => valueOf(arg, row));
      const known = args.filter((arg) => arg !== null);
      return known.length < args.length ? null : overloadValues[term.overload](...known);
    }
  }
}

function constantOf({ type, value }: CelConstant): CelValue {
  if (typeof value !== 'string') return value;
  if (type === 'int' || type === 'duration') return BigInt(value);
  return type === 'double' ? Number(value) : value;
}

/** One part that decides is enough; otherwise one unknown part leaves it unknown. */
function all(parts: readonly CelTerm[], row: CelRow, decides: boolean): boolean | null {
  const values = parts.map((part) => evaluateCel(part, row));
  if (values.includes(decides)) return decides;
  return values.includes(null) ? null : !decides;
}

function compare(op: CelComparison, left: CelValue, right: CelValue): boolean | null {
  if (left === null || right === null) return null;
  const order = compareValues(left, right);
  switch (op) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Unknown as soon as any item is. An item that is a number makes all of them doubles. */
function isIn(value: CelValue, items: readonly CelValue[]): boolean | null {
  if (value === null) return null;
  if (items.includes(null)) return null;
  const known = items.filter((item) => item !== null);
  const doubles = [value, ...known].some((item) => typeof item === 'number');
  const plain = (item: bigint | number | string | boolean) =>
    doubles && typeof item === 'bigint' ? Number(item) : item;
  return known.some((item) => compareValues(plain(value), plain(item)) === 0);
}
