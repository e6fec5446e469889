import { fail } from '../errors.ts';
import { comparisons, type Predicate } from '../query/query.ts';
import { failAt, take, takeQuoted, takeUntil, type TextCursor } from './text-cursor.ts';

const operators = [...Object.keys(comparisons), 'like', 'ilike', 'in', 'is'];

/** PostgREST's operators that no column type of ours, or no index, gives a meaning. */
const foreign = new Set('match imatch fts plfts phfts wfts cs cd ov sl sr nxr nxl adj'.split(' '));

/** `op.value` or `not.op.value`, as in `field=op.value`: the value is everything after the operator, quotes and all. */
export function parseFilter(name: string, text: string): Predicate {
  const field = unquotedName(name);
  assertPlainName(field);
  const cursor = { text, at: 0 };
  const condition = readCondition(cursor, field, () => takeUntil(cursor, ''));
  if (cursor.at < text.length) failAt(cursor, 'filter', 'the end');
  return condition;
}

/** What follows `and=` or `or=`: `(a.eq.1,not.or(b.is.null,c.in.(1,"2,3")))`. */
export function parseTree(kind: 'and' | 'or', text: string): Predicate {
  const cursor = { text, at: 0 };
  const tree = readOperands(cursor, kind, 1);
  if (cursor.at < text.length) failAt(cursor, 'logic tree', 'the end');
  return tree;
}

const deepest = 20;

function readOperands(cursor: TextCursor, kind: 'and' | 'or', depth: number): Predicate {
  if (depth > deepest) throw fail('query-too-complex', `Conditions nest at most ${deepest} deep`);
  if (!take(cursor, '(')) failAt(cursor, 'logic tree', '«(»');
  const operands: Predicate[] = [];
  do {
    skipBlanks(cursor);
    operands.push(readOperand(cursor, depth));
    skipBlanks(cursor);
  } while (take(cursor, ','));
  if (!take(cursor, ')')) failAt(cursor, 'logic tree', '«,» or «)»');
  return { kind, operands };
}

function readOperand(cursor: TextCursor, depth: number): Predicate {
  for (const [prefix, kind, negated] of trees) {
    if (cursor.text.startsWith(`${prefix}(`, cursor.at)) {
      cursor.at += prefix.length;
      const tree = readOperands(cursor, kind, depth + 1);
      return negated ? { kind: 'not', operand: tree } : tree;
    }
  }
  const field = takeQuoted(cursor, 'logic tree') ?? takeUntil(cursor, '.,()');
  assertPlainName(field);
  if (!take(cursor, '.')) failAt(cursor, 'logic tree', '«.» and an operator');
  return readCondition(cursor, field, () => takeQuoted(cursor, 'logic tree') ?? takeUntil(cursor, ',)'));
}

const trees = [
  ['and', 'and', false],
  ['or', 'or', false],
  ['not.and', 'and', true],
  ['not.or', 'or', true],
] as const;

/** `value` reads what follows the operator, where that is not a list. */
function readCondition(cursor: TextCursor, field: string, value: () => string): Predicate {
  const negated = take(cursor, 'not.');
  const operator = takeUntil(cursor, '.,()');
  assertOperator(cursor, operator);
  const quantifier = quantified.has(operator) ? readQuantifier(cursor) : undefined;
  if (!take(cursor, '.')) failAt(cursor, 'filter', '«.» and a value');
  const condition =
    quantifier === undefined
      ? conditionOf(field, operator, operator === 'in' ? readList(cursor, '(', ')') : value())
      : quantifiedBy(
          quantifier,
          readList(cursor, '{', '}').map((each) => conditionOf(field, operator, each)),
        );
  return negated ? { kind: 'not', operand: condition } : condition;
}

const quantified = new Set(['eq', 'like', 'ilike', 'gt', 'gte', 'lt', 'lte']);

function readQuantifier(cursor: TextCursor): 'any' | 'all' | undefined {
  if (take(cursor, '(any)')) return 'any';
  return take(cursor, '(all)') ? 'all' : undefined;
}

function quantifiedBy(quantifier: 'any' | 'all', operands: readonly Predicate[]): Predicate {
  if (operands.length > 0) return { kind: quantifier === 'any' ? 'or' : 'and', operands };
  throw fail('query-invalid', `«${quantifier}» needs at least one value between its braces`);
}

function conditionOf(field: string, operator: string, value: string | readonly string[]): Predicate {
  if (typeof value !== 'string') return { kind: 'in', field, values: value };
  if (operator === 'is') return { kind: 'is', field, value: isValueOf(value) };
  if (operator === 'like' || operator === 'ilike') {
    return { kind: 'like', field, pattern: value, ignoreCase: operator === 'ilike' };
  }
  // assertOperator let nothing else through.
  return { kind: 'compare', field, operator: operator as keyof typeof comparisons, value };
}

function readList(cursor: TextCursor, opening: string, closing: string): readonly string[] {
  if (!take(cursor, opening)) failAt(cursor, 'filter', `«${opening}» and a list`);
  const values: string[] = [];
  if (take(cursor, closing)) return values;
  do {
    skipBlanks(cursor);
    values.push(takeQuoted(cursor, 'filter') ?? takeUntil(cursor, `,${closing}`));
    skipBlanks(cursor);
  } while (take(cursor, ','));
  if (!take(cursor, closing)) failAt(cursor, 'filter', `«,» or «${closing}»`);
  return values;
}

function isValueOf(text: string): boolean | null {
  const value = { null: null, unknown: null, true: true, false: false }[text.toLowerCase()];
  if (value === undefined) throw fail('query-invalid', `«is» takes null, true or false, not «${text}»`);
  return value;
}

function assertOperator(cursor: TextCursor, operator: string): void {
  if (operators.includes(operator)) return;
  if (foreign.has(operator)) {
    throw fail('query-invalid', `The operator «${operator}» is not offered here`, {
      members: { hint: `Operators are ${operators.join(', ')}, each also after «not.»` },
    });
  }
  cursor.at -= operator.length;
  failAt(cursor, 'filter', `an operator (${operators.join(', ')})`);
}

/** `"ten"` names the same field as `ten`. */
export function unquotedName(name: string): string {
  return /^"(.*)"$/su.exec(name)?.[1]?.replace(/\\(.)/gsu, '$1') ?? name;
}

export function assertPlainName(name: string): void {
  if (name.includes('->')) throw fail('query-invalid', `«${name}»: fields here hold no JSON to reach into`);
  if (name.includes('::')) throw fail('query-invalid', `«${name}»: casts are not offered here`);
  if (name.includes('(')) throw fail('query-invalid', `«${name}»: embedding and functions are not offered here`);
}

function skipBlanks(cursor: TextCursor): void {
  while (take(cursor, ' '));
}
