// A question in PostgREST's words, by the grammar of its documentation and without a look at our parser.

import { defaultNulls, type Predicate, type Query } from '../query/query.ts';

/** The parameters of the address; `*` in a pattern stands as it is. */
export function writePostgrest({ select, where, orderBy, limit, offset }: Query): URLSearchParams {
  const parameters = new URLSearchParams();
  if (select !== 'all') {
    parameters.set('select', select.map((item) => `${quoted(item.as)}:${item.field}`).join(','));
  }
  for (const each of where?.kind === 'and' ? where.operands : where === undefined ? [] : [where]) {
    const [name, text] = topLevel(each);
    parameters.append(name, text);
  }
  if (orderBy.length > 0) {
    const terms = orderBy.map(({ field, descending, nulls }) =>
      [field, descending ? 'desc' : 'asc', ...(nulls === defaultNulls(descending) ? [] : [`nulls${nulls}`])].join('.'),
    );
    parameters.set('order', terms.join(','));
  }
  parameters.set('limit', String(limit));
  if (offset > 0) parameters.set('offset', String(offset));
  return parameters;
}

/** A parameter of its own: a value is all that follows the operator, and never in quotes. */
function topLevel(predicate: Predicate): [name: string, text: string] {
  const negated = predicate.kind === 'not';
  const inner = negated ? predicate.operand : predicate;
  const prefix = negated ? 'not.' : '';
  if ('operands' in inner) return [`${prefix}${inner.kind}`, list(inner.operands.map(nested))];
  if ('operand' in inner) return ['not.and', list([nested(inner)])];
  return [inner.field, prefix + condition(inner, (value) => value)];
}

function nested(predicate: Predicate): string {
  const negated = predicate.kind === 'not';
  const inner = negated ? predicate.operand : predicate;
  const prefix = negated ? 'not.' : '';
  if ('operands' in inner) {
    return `${prefix}${inner.kind}${list(inner.operands.map(nested))}`;
  }
  if ('operand' in inner) return `not.and${list([nested(inner)])}`;
  return `${inner.field}.${prefix}${condition(inner, quoted)}`;
}

type Condition = Exclude<Predicate, { kind: 'and' | 'or' | 'not' }>;

function condition(predicate: Condition, write: (value: string) => string): string {
  switch (predicate.kind) {
    case 'compare':
      return `${predicate.operator}.${write(String(predicate.value))}`;
    case 'like':
      return `${predicate.ignoreCase ? 'ilike' : 'like'}.${write(predicate.pattern)}`;
    case 'in':
      return `in.${list(predicate.values.map((value) => quoted(String(value))))}`;
    case 'is':
      return `is.${predicate.value}`;
  }
}

function list(items: readonly string[]): string {
  return `(${items.join(',')})`;
}

function quoted(text: string): string {
  return /^[\p{L}\p{N}%_-]+$/u.test(text) ? text : `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
