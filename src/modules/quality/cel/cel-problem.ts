import type { Localized } from '#api/localized.ts';

/** Why an expression cannot become a check, where in it, and what to write instead. */
export interface CelProblem {
  readonly code: 'cel-syntax' | 'cel-unknown-name' | 'cel-unsupported' | 'cel-type';
  /** 0-based offset into the expression. */
  readonly position: number;
  readonly reason: Localized;
  readonly mend: Localized;
}

export class CelFailure extends Error {
  readonly problem: CelProblem;
  constructor(problem: CelProblem) {
    super(problem.reason.en);
    this.problem = problem;
  }
}
