/**
 * What a dot or a comma before exactly three digits means in a column (`1.234`, `1,234`): the end of the thousands, or
 * the decimal point.
 */
export type NumberStyle =
  /** `1.234` and `1,234` are both a thousand and more: whole numbers and money. */
  | 'groups'
  /** `1.234,5`: the Vietnamese way. */
  | 'dot-groups'
  /** `1,234.5`. */
  | 'comma-groups'
  /** Typed cells of a spreadsheet or of JSON: a dot is the decimal point, and certain. */
  | 'typed'
  /** The column does not tell: dot and comma are read as decimal points, and the cell gets a warning. */
  | 'undecided';

/** Whole cells that can mean two numbers. */
export const ambiguousNumber = '[-+]?[1-9]\\d{0,2}[.,]\\d{3}';

/** Cells that are written with a decimal comma or with more than one dot, and can mean nothing else. */
export const commaDecimalEvidence =
  '[-+]?\\d{1,3}(?:\\.\\d{3}){2,}(?:,\\d+)?|[-+]?\\d{1,3}(?:\\.\\d{3})+,\\d+|[-+]?\\d+,(?:\\d{1,2}|\\d{4,})|[-+]?0\\d*,\\d+|[-+]?\\d{4,},\\d{3}';

/** The same with the roles of dot and comma exchanged. */
export const dotDecimalEvidence =
  '[-+]?\\d{1,3}(?:,\\d{3}){2,}(?:\\.\\d+)?|[-+]?\\d{1,3}(?:,\\d{3})+\\.\\d+|[-+]?\\d+\\.(?:\\d{1,2}|\\d{4,})|[-+]?0\\d*\\.\\d+|[-+]?\\d{4,}\\.\\d{3}';

export function decideNumberStyle(seen: { readonly commaDecimal: boolean; readonly dotDecimal: boolean }): NumberStyle {
  if (seen.commaDecimal === seen.dotDecimal) return 'undecided';
  return seen.commaDecimal ? 'dot-groups' : 'comma-groups';
}
