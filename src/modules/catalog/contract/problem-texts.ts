import type { ProblemText } from './problem-text.ts';
import { changeProblemTexts } from './problem-texts-of-changes.ts';
import { fieldProblemTexts } from './problem-texts-of-fields.ts';
import { documentProblemTexts } from './problem-texts-of-documents.ts';
import { retentionProblemTexts } from './problem-texts-of-retention.ts';
import { ruleProblemTexts } from './problem-texts-of-rules.ts';
import { textProblemTexts } from './problem-texts-of-texts.ts';

/** Every problem that a contract can have, by its stable code; `{names}` are filled with the facts of the case. */
export const problemTexts = {
  ...textProblemTexts,
  ...documentProblemTexts,
  ...fieldProblemTexts,
  ...ruleProblemTexts,
  ...retentionProblemTexts,
  ...changeProblemTexts,
} satisfies Readonly<Record<string, ProblemText>>;
export type ProblemCode = keyof typeof problemTexts;
