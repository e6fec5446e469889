const guarded = /^'+[=+\-@\t\r]/;
const number = /^'+[+-]?\d[\d.,]*(?:e[+-]?\d+)?%?$/i;

/**
 * Takes off the one apostrophe that our own downloads put before a text that a spreadsheet would run as a formula.
 * Numbers are never guarded, so an apostrophe before one is somebody's own.
 */
export function withoutFormulaGuard(text: string): string {
  return text.startsWith("'") && guarded.test(text) && !number.test(text) ? text.slice(1) : text;
}
