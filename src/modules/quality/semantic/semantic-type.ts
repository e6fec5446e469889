import type { Severity } from '#api/quality.ts';

/**
 * A semantic type: what a text must look like beyond being text. The patterns are RE2's, matched whole; `{x}` stands for
 * the SQL of the value.
 */
export interface SemanticType {
  /** Lets only faultless values through, with no blank, no mark and no sign that would want mending. */
  readonly plain: (value: string, context: SemanticContext) => string;
  /** Looked for in order; the first is reported. */
  readonly problems: readonly SemanticProblem[];
  readonly expected: { readonly vi: string; readonly en: string };
}

export interface SemanticProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly when: (value: string, context: SemanticContext) => string;
  /** The mend, where exactly one is certain. */
  readonly suggest?: (value: string) => string | undefined;
}

export interface SemanticContext {
  /** `YYYY-MM-DD` */
  readonly receivedOn: string;
}

/** `value` matches the whole pattern. */
export function matches(value: string, pattern: string): string {
  return `regexp_full_match(${value}, '${pattern.replaceAll("'", "''")}')`;
}
