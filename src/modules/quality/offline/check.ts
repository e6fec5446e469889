export type { AcceptedAhead, CheckOutcome } from '../check/check-input.ts';
export { checkFaultless } from '../check/check-faultless.ts';
export { checkTables } from '../check/check-tables.ts';
export { readScoring, type Scoring } from '../score/scoring.ts';
