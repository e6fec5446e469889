export type { CheckOutcome } from '../check/check-input.ts';
export { checkTables } from '../check/check-tables.ts';
export { readScoring, type Scoring } from '../score/scoring.ts';
