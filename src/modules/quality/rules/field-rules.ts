import type { Field } from '#modules/catalog/index.ts';
import { admitsOnlyAscii } from '#platform/patterns/admits-only-ascii.ts';
import { re2PatternOf } from '#platform/patterns/pattern.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { criterionOf } from './criteria.ts';
import type { FieldColumns } from './field-columns.ts';
import { outcomeOf, unlessMissing, whenPresent, type Rule, type RuleTest } from './rule.ts';

/** `required`, `type`, `length`, `pattern`, `range` of one field, as far as it has them. */
export function fieldRules(columns: FieldColumns): readonly Rule[] {
  return [requiredRule, typeRule, lengthRule, patternRule, rangeRule].flatMap((rule) => rule(columns) ?? []);
}

function requiredRule({ field, text, present, value }: FieldColumns): Rule | undefined {
  if (!field.required) return undefined;
  const missing = field.type === 'string' ? `${present} is null` : `${text} is null`;
  return {
    ...common(field, 'required'),
    problems: [{ code: 'missing', severity: 'error' }],
    applies: 'true',
    test: {
      outcome: outcomeOf('true', [{ when: missing }]),
      plain: `${field.type === 'string' ? present : value} is not null`,
    },
  };
}

function typeRule(columns: FieldColumns): Rule | undefined {
  const { field, reading, text } = columns;
  if (reading.problems.length === 0) return undefined;
  return {
    ...common(field, 'type'),
    problems: reading.problems.map(({ code, severity }) => ({ code, severity })),
    applies: whenPresent(columns),
    test: {
      outcome: outcomeOf(
        `${text} is not null`,
        reading.problems.map(({ when }) => ({ when: when(columns) })),
      ),
      // A plain cell has been read.
      plain: 'true',
    },
  };
}

function lengthRule(columns: FieldColumns): Rule | undefined {
  const { field, present } = columns;
  const { minLength, maxLength } = field.limits;
  if (field.type !== 'string' || (minLength === undefined && maxLength === undefined)) return undefined;
  const problems = [
    ...(minLength === undefined ? [] : [{ code: 'too-short', when: `length(${present}) < ${minLength}` }]),
    ...(maxLength === undefined ? [] : [{ code: 'too-long', when: `length(${present}) > ${maxLength}` }]),
  ];
  return errorRule(columns, 'length', problems);
}

function patternRule(columns: FieldColumns): Rule | undefined {
  const { field, present } = columns;
  if (field.type !== 'string' || field.limits.pattern === undefined) return undefined;
  const pattern = quoteText(re2PatternOf(field.limits.pattern));
  const matched = `regexp_matches(${present}, ${pattern})`;
  const rule = errorRule(columns, 'pattern', [{ code: 'pattern', when: `not ${matched}` }]);
  // Visible ASCII is never in want of mending.
  return admitsOnlyAscii(field.limits.pattern) ? { ...rule, test: { ...rule.test, impliesPlainText: true } } : rule;
}

function rangeRule(columns: FieldColumns): Rule | undefined {
  const { field, present, reading } = columns;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = field.limits;
  if (field.type === 'string' || field.type === 'boolean') return undefined;
  const bound = (limit: number | string) =>
    typeof limit === 'number' ? String(limit) : `${quoteText(limit)}::${reading.type.toLowerCase()}`;
  const problems = [
    ...(minimum === undefined ? [] : [{ code: 'too-small', when: `${present} < ${bound(minimum)}` }]),
    ...(exclusiveMinimum === undefined
      ? []
      : [{ code: 'too-small', when: `${present} <= ${bound(exclusiveMinimum)}` }]),
    ...(maximum === undefined ? [] : [{ code: 'too-great', when: `${present} > ${bound(maximum)}` }]),
    ...(exclusiveMaximum === undefined
      ? []
      : [{ code: 'too-great', when: `${present} >= ${bound(exclusiveMaximum)}` }]),
    ...(multipleOf === undefined ? [] : [{ code: 'not-a-multiple', when: notAMultiple(present, multipleOf) }]),
  ];
  return problems.length === 0 ? undefined : errorRule(columns, 'range', problems);
}

/** Doubles miss their multiples by a hair: `0.3 / 0.1` is not 3. */
function notAMultiple(present: string, multipleOf: number): string {
  return Number.isInteger(multipleOf)
    ? `${present} % ${multipleOf} <> 0`
    : `abs(${present} / ${multipleOf} - round(${present} / ${multipleOf})) > 1e-9 * greatest(1, abs(${present} / ${multipleOf}))`;
}

function errorRule(
  columns: FieldColumns,
  kind: 'length' | 'pattern' | 'range',
  problems: readonly { readonly code: string; readonly when: string }[],
): Rule & { readonly test: RuleTest } {
  const { field, present } = columns;
  return {
    ...common(field, kind),
    problems: problems.map(({ code }) => ({ code, severity: 'error' })),
    applies: whenPresent(columns),
    test: {
      outcome: outcomeOf(`${present} is not null`, problems),
      plain: unlessMissing(columns, problems.map(({ when }) => `not (${when})`).join(' and ')),
    },
  };
}

function common(field: Field, kind: 'required' | 'type' | 'length' | 'pattern' | 'range') {
  return { id: `${field.name}.${kind}`, kind, fields: [field.name], ...criterionOf(kind) };
}
