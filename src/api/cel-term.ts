import type { CelOverload, CelType } from './cel-overloads.ts';

export const celComparisons = ['==', '!=', '<', '<=', '>', '>='] as const;
export type CelComparison = (typeof celComparisons)[number];

/**
 * A rule's expression, read and typed: plain data that the server turns into SQL and the browser evaluates. Every operand
 * has the type that its place needs.
 */
export type CelTerm =
  | CelConstant
  | { readonly kind: 'field'; readonly type: CelType; readonly field: string }
  | { readonly kind: 'and' | 'or'; readonly type: 'bool'; readonly parts: readonly CelTerm[] }
  | { readonly kind: 'not'; readonly type: 'bool'; readonly part: CelTerm }
  | {
      readonly kind: 'choice';
      readonly type: CelType;
      readonly condition: CelTerm;
      readonly yes: CelTerm;
      readonly no: CelTerm;
    }
  | { readonly kind: 'is-null'; readonly type: 'bool'; readonly part: CelTerm; readonly negated: boolean }
  /** Two of one type, or two numbers. */
  | {
      readonly kind: 'compare';
      readonly type: 'bool';
      readonly op: CelComparison;
      readonly left: CelTerm;
      readonly right: CelTerm;
    }
  | { readonly kind: 'in'; readonly type: 'bool'; readonly value: CelTerm; readonly items: readonly CelTerm[] }
  /** A pattern in RE2's words, searched for. */
  | { readonly kind: 'matches'; readonly type: 'bool'; readonly text: CelTerm; readonly re2: string }
  | {
      readonly kind: 'call';
      readonly type: CelType;
      readonly overload: CelOverload;
      readonly args: readonly CelTerm[];
    };

export interface CelConstant {
  readonly kind: 'constant';
  readonly type: CelType;
  /** Numbers as their text; a duration in whole microseconds, as text too. */
  readonly value: string | boolean | null;
}
