import type { Language } from '#api/localized.ts';
import { accessProblems } from './problems/access-problems.ts';
import { correctionProblems } from './problems/correction-problems.ts';
import { datasetProblems } from './problems/dataset-problems.ts';
import { fileProblems } from './problems/file-problems.ts';
import { loadProblems } from './problems/load-problems.ts';
import { mappingProblems } from './problems/mapping-problems.ts';
import type { ProblemTexts } from './problems/problem-text.ts';

/** The text for a code; undefined for codes that no page is expected to show. */
export function problemText(
  code: string,
  language: Language,
): { readonly title: string; readonly mend: string } | undefined {
  const text = Object.hasOwn(problems, code) ? problems[code] : undefined;
  return text && { title: text.title[language], mend: text.mend[language] };
}

export const problems: ProblemTexts = {
  ...fileProblems,
  ...accessProblems,
  ...loadProblems,
  ...correctionProblems,
  ...mappingProblems,
  ...datasetProblems,
};
