import { fail } from '../errors.ts';
import { comparisons, type Predicate } from '../query/query.ts';
import { failAt, take, takeQuoted, takeUntil, type TextCursor } from './text-cursor.ts';

const operators = [...Object.keys(comparisons), 'like', 'ilike', 'in', 'is'];

/** PostgREST's operators that no column type of ours, or no index, gives a meaning. */
const foreign = new Set('match imatch isdistinct fts plfts phfts wfts cs cd ov sl sr nxr nxl adj'.split(' '));

/** `op.value` or `not.op.value`, as in `field=op.value`: the value is everything after the operator, quotes and all. */
export function parseFilter(field: string, text: string): Predicate {
  assertPlainName(field);
  const cursor = { text, at: 0 };
  const condition = readCondition(cursor, field, (operator) => (operator === 'in' ? undefined : takeUntil(cursor, '')));
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
  return readCondition(cursor, field, (operator) =>
    operator === 'in' ? undefined : (takeQuoted(cursor, 'logic tree') ?? takeUntil(cursor, ',)')),
  );
}

const trees = [
  ['and', 'and', false],
  ['or', 'or', false],
  ['not.and', 'and', true],
  ['not.or', 'or', true],
] as const;

/** `value` reads the rest of the condition; undefined: it is a list. */
function readCondition(cursor: TextCursor, field: string, value: (operator: string) => string | undefined): Predicate {
  const negated = take(cursor, 'not.');
  const operator = takeUntil(cursor, '.,)');
  assertOperator(cursor, operator);
  if (!take(cursor, '.')) failAt(cursor, 'filter', '«.» and a value');
  const condition = conditionOf(field, operator, value(operator) ?? readList(cursor));
  return negated ? { kind: 'not', operand: condition } : condition;
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

function readList(cursor: TextCursor): readonly string[] {
  if (!take(cursor, '(')) failAt(cursor, 'filter', '«(» and a list');
  const values: string[] = [];
  if (take(cursor, ')')) return values;
  do {
    skipBlanks(cursor);
    values.push(takeQuoted(cursor, 'filter') ?? takeUntil(cursor, ',)'));
    skipBlanks(cursor);
  } while (take(cursor, ','));
  if (!take(cursor, ')')) failAt(cursor, 'filter', '«,» or «)»');
  return values;
}

function isValueOf(text: string): boolean | null {
  const value = { null: null, unknown: null, true: true, false: false }[text.toLowerCase()];
  if (value === undefined) throw fail('query-invalid', `«is» takes null, true or false, not «${text}»`);
  return value;
}

function assertOperator(cursor: TextCursor, operator: string): void {
  if (operators.includes(operator)) return;
  const name = operator.replace(/\(.*/, '');
  if (name !== operator || foreign.has(name)) {
    throw fail('query-invalid', `The operator «${operator}» is not offered here`, {
      members: { hint: `Operators are ${operators.join(', ')}, each also after «not.»` },
    });
  }
  cursor.at -= operator.length;
  failAt(cursor, 'filter', `an operator (${operators.join(', ')})`);
}

export function assertPlainName(name: string): void {
  if (name.includes('->')) throw fail('query-invalid', `«${name}»: fields here hold no JSON to reach into`);
  if (name.includes('::')) throw fail('query-invalid', `«${name}»: casts are not offered here`);
  if (name.includes('(')) throw fail('query-invalid', `«${name}»: embedding and functions are not offered here`);
}

function skipBlanks(cursor: TextCursor): void {
  while (take(cursor, ' '));
}
