import { answeredCases } from './answered.ts';
import type { Corpus } from './corpus.ts';

/** Odd files that a tool of this field keeps for its own tests. */
export const corpus: Corpus = {
  name: 'messy-messytables-horror',
  bound: 1,
  unit: 'files answered',
  cases: () => answeredCases('messy-messytables-horror'),
};
