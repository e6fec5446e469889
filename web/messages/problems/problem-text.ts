import type { Localized } from '#api/localized.ts';

/** What a person reads for an error code: what happened, and what to do. */
export interface ProblemText {
  readonly title: Localized;
  readonly mend: Localized;
}

export type ProblemTexts = Readonly<Record<string, ProblemText>>;
