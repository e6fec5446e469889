import type { Severity } from '#api/quality.ts';

/**
 * A semantic type: what a text must look like beyond being text. The patterns are RE2's, matched whole; `{x}` stands for
 * the SQL of the value.
 */
export interface SemanticType {
  /** Lets only faultless values through, with no blank, no mark and no sign that would want mending. */
  readonly plain: (value: string, context: SemanticContext) => string;
  /** The same without an engine, where one pattern says it. */
  readonly shape?: (context: SemanticContext) => SemanticShape;
  /**
   * SQL of a value with the zeros before it that a spreadsheet took for a number's; of any other value, itself. A column of
   * such values is surely of the type; of a single one another digit may be lost, so that not every type suggests it.
   */
  readonly withZeros?: (value: string) => string;
  /** Looked for in order; the first is reported. */
  readonly problems: readonly SemanticProblem[];
  readonly expected: { readonly vi: string; readonly en: string };
}

/** Patterns in RE2's words. */
export type SemanticShape =
  /** The whole text must match. */
  | { readonly whole: string }
  /** Nothing in the text may match. */
  | { readonly without: string };

export interface SemanticProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly when: (value: string, context: SemanticContext) => string;
  /** The mend, where exactly one is certain. `other`: what stands in the field of the other axis. */
  readonly suggest?: (value: string, other?: string) => string | undefined;
}

export interface SemanticContext {
  /** `YYYY-MM-DD` */
  readonly receivedOn: string;
  /** Codes that communes of the province have or had; empty: they are not known. */
  readonly communes: readonly string[];
  /** SQL of the value on the other axis of the same place; undefined: no field has it. */
  readonly otherAxis?: string;
  /** Undefined: not known. */
  readonly former?: FormerUnits;
}

/** Names of former communes with their kind, in small letters without accents: `xa ea iong`. */
export interface FormerUnits {
  /** Those that no commune of today has. */
  readonly names: readonly string[];
  /** Those that were parted between several, unless one of the districts is named in which another commune was called so. */
  readonly parted: readonly { readonly name: string; readonly unless: readonly string[] }[];
}

/** `value` matches the whole pattern. */
export function matches(value: string, pattern: string): string {
  return `regexp_full_match(${value}, '${pattern.replaceAll("'", "''")}')`;
}

/** Of codes of `length` digits that lost at most so many as `shortest` lacks: none stands before them any more. */
export function zerosBefore(length: number, shortest: number): Required<Pick<SemanticType, 'withZeros'>> {
  const lost = `[1-9]\\d{${shortest - 1},${length - 2}}`;
  return {
    withZeros: (value) => `case when ${matches(value, lost)} then lpad(${value}, ${length}, '0') else ${value} end`,
  };
}

/** What a type asks of a text that one pattern describes whole. */
export function plainWhere(
  pattern: string | ((context: SemanticContext) => string),
): Pick<SemanticType, 'plain'> & Required<Pick<SemanticType, 'shape'>> {
  const patternIn = (context: SemanticContext) => (typeof pattern === 'string' ? pattern : pattern(context));
  return {
    plain: (value, context) => matches(value, patternIn(context)),
    shape: (context) => ({ whole: patternIn(context) }),
  };
}
