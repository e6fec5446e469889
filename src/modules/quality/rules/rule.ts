import type { Criterion, ErrorGroup, Severity } from '#api/quality.ts';
import type { Localized } from '#api/localized.ts';
import type { FieldColumns } from './field-columns.ts';

export const ruleKinds = [
  'shape',
  'required',
  'type',
  'length',
  'pattern',
  'range',
  'enum',
  'semantic',
  'code-list',
  'reference',
  'unit',
  'cel',
  'unique',
  'key',
  'corrected',
] as const;
export type RuleKind = (typeof ruleKinds)[number];

export interface Rule {
  /** `field.kind`, `a+b.key`, `name.cel`, `row.shape`. */
  readonly id: string;
  readonly kind: RuleKind;
  /** Names of the fields that it reads; empty: of the row as a whole. */
  readonly fields: readonly string[];
  readonly criterion: Criterion;
  readonly errorGroup: ErrorGroup;
  /** In the order in which they are looked for. Whoever has one of severity `error` fails the rule. */
  readonly problems: readonly Problem[];
  /** SQL over `FieldColumns`: whether the rule can be put to a row whose cells are plain. */
  readonly applies: string;
  /** SQL that is evaluated once for every row; whatever else the rule says calls it by the name. */
  readonly once?: { readonly name: string; readonly sql: string };
  /** Undefined: decided over all rows together (keys). */
  readonly test?: RuleTest;
  /** What the contract itself says to people when the rule is broken. */
  readonly message?: Localized;
}

export interface Problem {
  readonly code: string;
  readonly severity: Severity;
}

/** SQL over the columns of `FieldColumns`. */
export interface RuleTest {
  /** Null: cannot be put to this row; 0: passed; k: the k-th problem. */
  readonly outcome: string;
  /** Cheaper than the outcome: true only where there is no problem or the rule cannot be put; null counts as false. */
  readonly plain: string;
  /** The plain test lets nothing through that might want mending, so that the text need not be looked at again. */
  readonly impliesPlainText?: boolean;
  /** Further text that a message needs, e.g. the day on which a code had to be valid. */
  readonly context?: string;
}

/** Whether a broken rule rejects the row, and whether the rule counts in the score. */
export function isErrorRule(rule: Rule): boolean {
  return rule.problems.some(({ severity }) => severity === 'error');
}

/** Problems and their conditions as one outcome; a row that is `faultless` is not looked through. */
export function outcomeOf(applies: string, problems: readonly { readonly when: string }[], faultless?: string): string {
  const passed = faultless === undefined ? '' : `when ${faultless} then 0 `;
  const cases = problems.map(({ when }, index) => `when ${when} then ${index + 1}`);
  return `case when not (${applies}) then null ${passed}${cases.join(' ')} else 0 end`;
}

/** The rule can be put wherever the field has a value: in rows whose cells are plain, everywhere if it is required. */
export function whenPresent({ field, present }: FieldColumns): string {
  return field.required ? 'true' : `${present} is not null`;
}

/** `test`, or nothing to test. Whether a required field is missing is another rule's matter. */
export function unlessMissing({ field, present }: FieldColumns, test: string): string {
  return field.required ? test : `(${present} is null or ${test})`;
}
