export { expectedHeadings, headingsOf } from '../check/expected-headings.ts';
export { matchColumns } from '../check/match-columns.ts';
export { inspectRules } from '../rules/inspect-rules.ts';
export { wantsPercents } from '../check/wants-percents.ts';
