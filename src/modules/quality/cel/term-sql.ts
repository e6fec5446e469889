import type { CelTerm } from '#api/cel-term.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { overloadSql } from './overload-sql.ts';

const comparisons = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** Durations are whole microseconds. `fieldSql` is a field's value in its CEL type. */
export function termSql(term: CelTerm, fieldSql: (field: string) => string): string {
  const sqlOf = (part: CelTerm): string => termSql(part, fieldSql);
  switch (term.kind) {
    case 'constant':
      return constantSql(term);
    case 'field':
      return fieldSql(term.field);
    case 'and':
    case 'or':
      return `(${term.parts.map(sqlOf).join(` ${term.kind} `)})`;
    case 'not':
      return `(not ${sqlOf(term.part)})`;
    case 'choice': {
      const condition = sqlOf(term.condition);
      return `(case when ${condition} then ${sqlOf(term.yes)} when not ${condition} then ${sqlOf(term.no)} end)`;
    }
    case 'is-null':
      return `(${sqlOf(term.part)} is ${term.negated ? 'not ' : ''}null)`;
    case 'compare':
      return `(${sqlOf(term.left)} ${comparisons[term.op]} ${sqlOf(term.right)})`;
    case 'in':
      return inSql(sqlOf(term.value), term.items, sqlOf);
    case 'matches':
      return `regexp_matches(${sqlOf(term.text)}, ${quoteText(term.re2)})`;
    case 'call':
      return overloadSql[term.overload](...term.args.map(sqlOf));
  }
}

function constantSql({ type, value }: CelTerm & { readonly kind: 'constant' }): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  // The engine reads the smallest whole number as minus a number that does not fit.
  if (type === 'int' || type === 'duration') return `${quoteText(value)}::bigint`;
  return type === 'double' ? `${quoteText(value)}::double` : quoteText(value);
}

/** A `list_contains`, not an SQL `in`: see the enum types of domain-rules.ts for what long lists do to the order of rows. */
function inSql(value: string, items: readonly CelTerm[], sqlOf: (term: CelTerm) => string): string {
  if (items.length === 0) return `(${value} is null and null)`;
  const found = `list_contains([${items.map(sqlOf).join(', ')}], ${value})`;
  const unknown = items.filter(({ kind }) => kind !== 'constant').map((item) => `${sqlOf(item)} is null`);
  return unknown.length === 0 ? found : `(case when ${unknown.join(' or ')} then null else ${found} end)`;
}
