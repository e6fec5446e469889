const guarded = /^'+[=+\-@\t\r]/;

/**
 * Takes off the one apostrophe that our own downloads put before a text that a spreadsheet would run as a formula, be it
 * only a minus before digits.
 */
export function withoutFormulaGuard(text: string): string {
  return text.startsWith("'") && guarded.test(text) ? text.slice(1) : text;
}
