import type { CelComparison } from '#api/cel-term.ts';

/**
 * What is asked of several fields of a row, by their places in the contract. As in SQL, what cannot be told since a cell is
 * empty is unknown.
 */
export type SieveTerm =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SieveTerm[] }
  | { readonly kind: 'not'; readonly part: SieveTerm }
  | { readonly kind: 'is-there'; readonly field: number }
  | { readonly kind: 'compare'; readonly op: CelComparison; readonly left: SieveNumber; readonly right: SieveNumber }
  /** Whether the text is one of a set of its field's (see `SieveField.sets`). */
  | { readonly kind: 'among'; readonly field: number; readonly set: number };

/** Days since 1970 or whole numbers. */
export type SieveNumber =
  | { readonly kind: 'field'; readonly field: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'remainder'; readonly of: SieveNumber; readonly by: number };
