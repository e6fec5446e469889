export { checkTables } from './check/check-tables.ts';
export { expectedHeadings } from './check/expected-headings.ts';
export { writeRejectsCsv } from './findings/write-rejects-csv.ts';
export { writeRejectsXlsx } from './findings/write-rejects-xlsx.ts';
export { presentFindings } from './findings/present-findings.ts';
export { inspectRules } from './rules/inspect-rules.ts';
export { readScoring } from './score/scoring.ts';
export { writeTemplate } from './template/write-template.ts';
