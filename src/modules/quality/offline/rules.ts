export { expectedHeadings } from '../check/expected-headings.ts';
export { inspectRules } from '../rules/inspect-rules.ts';
