import type { Code, CodeList, CodeSuccession } from './code-list.ts';

/** What a code means on a day, and if it means nothing, why. */
export type CodeExplanation =
  | { readonly kind: 'valid'; readonly code: Code }
  /**
   * It was valid once; `ended` is its newest period. Without successors nobody took over; one `full` successor is a
   * certain mend, `partial` ones are a choice that the code alone cannot make.
   */
  | { readonly kind: 'ended'; readonly ended: Code; readonly successors: readonly CodeSuccession[] }
  | { readonly kind: 'not-yet'; readonly begins: Code }
  | { readonly kind: 'unknown' };

/** The codes that are valid on a day (`YYYY-MM-DD`), in the list's order. */
export function codesValidOn(list: CodeList, day: string): readonly Code[] {
  return list.codes.filter((code) => isValid(code, day));
}

export function explainCode(list: CodeList, code: string, day: string): CodeExplanation {
  const periods = list.codes.filter((candidate) => candidate.code === code);
  const valid = periods.find((period) => isValid(period, day));
  if (valid !== undefined) return { kind: 'valid', code: valid };
  const ended = periods
    .filter((period) => period.validTo !== null && period.validTo < day)
    .toSorted((a, b) => ((a.validTo ?? '') < (b.validTo ?? '') ? 1 : -1))[0];
  if (ended === undefined)
    return periods[0] === undefined ? { kind: 'unknown' } : { kind: 'not-yet', begins: periods[0] };
  const lastDay = ended.validTo ?? '';
  const successors = list.successions.filter(({ from, on }) => from === code && on > lastDay && on <= day);
  return { kind: 'ended', ended, successors };
}

function isValid(code: Code, day: string): boolean {
  return (code.validFrom === null || code.validFrom <= day) && (code.validTo === null || day <= code.validTo);
}
