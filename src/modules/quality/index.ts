export { checkTables } from './check/check-tables.ts';
export type { CheckInput, CheckOutcome } from './check/check-input.ts';
export { matchColumns, type ColumnMatch } from './check/match-columns.ts';
export { expectedHeadings } from './check/expected-headings.ts';
export { compileCel, type CompiledCel } from './cel/compile-cel.ts';
export { celFunctions } from './cel/compile-call.ts';
export { describeRules, type RuleDescription } from './rules/describe-rules.ts';
export { inspectRules } from './rules/inspect-rules.ts';
export { qualityErrors } from './errors.ts';
export { presentFindings } from './findings/present-findings.ts';
export { writeRejectsCsv } from './findings/write-rejects-csv.ts';
export { countFindings, readFindings, type FindingsPage, type KeptFinding } from './findings/read-findings.ts';
export { bandOf, overallOf, scoreOf } from './score/score.ts';
export { readScoring, type Scoring } from './score/scoring.ts';
export {
  createScoreStore,
  qualityMigrations,
  type CriterionCounts,
  type ScoredLoad,
  type ScoreStore,
  type StandingQuality,
} from './scores/score-store.ts';
