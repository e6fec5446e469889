/**
 * A question to one dataset, whatever dialect it came in. Names of fields and values are as the caller wrote them: the
 * compiler checks both against the schema and the caller's rights.
 */
export interface Query {
  readonly select: 'all' | readonly SelectItem[];
  readonly where?: Predicate;
  readonly orderBy: readonly OrderTerm[];
  readonly limit: number;
  readonly offset: number;
  /** With it the answer has a row per group, and `select` does not count. */
  readonly grouping?: Grouping;
}

export interface SelectItem {
  readonly field: string;
  readonly as: string;
}

export interface OrderTerm {
  /** In a grouped query also the name of an aggregate. */
  readonly field: string;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last';
}

export interface Grouping {
  readonly groupBy: readonly string[];
  readonly aggregates: readonly Aggregate[];
}

export const aggregateFunctions = ['count', 'countDistinct', 'sum', 'avg', 'min', 'max', 'median'] as const;
export type AggregateFunction = (typeof aggregateFunctions)[number];

export interface Aggregate {
  readonly fn: AggregateFunction;
  /** Absent only for `count`, which then counts rows. */
  readonly field?: string;
  readonly as: string;
}

export const comparisons = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  isdistinct: 'is distinct from',
} as const;
export type Comparison = keyof typeof comparisons;

/** A value before its field's type is known. */
export type RawValue = string | number | boolean;

/** As in SQL, a comparison with null is neither true nor false, and only true rows are in the answer. */
export type Predicate =
  | { readonly kind: 'compare'; readonly field: string; readonly operator: Comparison; readonly value: RawValue }
  /** `*` and `%` stand for any text, `_` for any letter; a backslash takes their meaning away. */
  | { readonly kind: 'like'; readonly field: string; readonly pattern: string; readonly ignoreCase: boolean }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly RawValue[] }
  | { readonly kind: 'is'; readonly field: string; readonly value: boolean | null }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Predicate[] }
  | { readonly kind: 'not'; readonly operand: Predicate };

/** Ascending order ends with nulls, descending order begins with them. */
export function defaultNulls(descending: boolean): OrderTerm['nulls'] {
  return descending ? 'first' : 'last';
}
