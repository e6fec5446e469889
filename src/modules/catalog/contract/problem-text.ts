import type { Localized } from '#api/localized.ts';

/** What is wrong with a contract, and how to mend it; `{names}` are filled with the facts of the case. */
export interface ProblemText {
  readonly reason: Localized;
  readonly mend: Localized;
}
