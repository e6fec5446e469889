import { quoteText } from '#platform/duckdb/quote.ts';
import type { Code, CodeList, CodeLists } from '#modules/dictionary/index.ts';
import { codesValidOn } from '#modules/dictionary/index.ts';
import { criterionOf } from './criteria.ts';
import type { FieldColumns } from './field-columns.ts';
import { outcomeOf, unlessMissing, whenPresent, type Rule } from './rule.ts';

/** A rule with the statements that create the value domain that it looks into. */
export interface DomainRule {
  readonly rule: Rule;
  readonly setup: readonly string[];
}

/**
 * Value domains are enum types. A list of literals, a join or a subquery would be planned as a hash join, and that does not
 * keep the order of the rows.
 */
function enumType(name: string, values: readonly string[]): readonly string[] {
  const distinct = [...new Set(values.map((value) => value.normalize('NFC').trim()))];
  return [
    `create or replace temp type ${name} as enum (${(distinct.length === 0 ? [''] : distinct).map(quoteText).join(', ')})`,
  ];
}

function isIn(value: string, type: string): string {
  return `try_cast(${value} as ${type}) is not null`;
}

export function enumRule(columns: FieldColumns): DomainRule | undefined {
  const { field, index, present } = columns;
  if (field.enumeration === undefined) return undefined;
  const { values, severity, dimension } = field.enumeration;
  const name = `values_${index}`;
  const listed =
    field.type === 'string'
      ? isIn(present, name)
      : `list_contains([${values.map((value) => `try_cast(${quoteText(value)} as ${typeNameOf(field.type)})`).join(', ')}], ${present})`;
  return {
    setup: field.type === 'string' ? enumType(name, values) : [],
    rule: {
      id: `${field.name}.enum`,
      kind: 'enum',
      fields: [field.name],
      ...criterionOf('enum', dimension),
      problems: [{ code: 'not-listed', severity }],
      applies: whenPresent(columns),
      test: {
        outcome: outcomeOf(`${present} is not null`, [{ when: `not (${listed})` }]),
        plain: unlessMissing(columns, listed),
        impliesPlainText: true,
      },
    },
  };
}

function typeNameOf(type: string): string {
  return (
    { integer: 'bigint', number: 'double', boolean: 'boolean', date: 'date', timestamp: 'timestamp', time: 'time' }[
      type
    ] ?? type
  );
}

/** Undefined as well where no such list is known: the rule is then not checked. */
export function codeListRule(
  columns: FieldColumns,
  context: { readonly codeLists: CodeLists; readonly receivedOn: string; readonly fields: readonly FieldColumns[] },
): DomainRule | undefined {
  const { field, index, present } = columns;
  const binding = field.codeList;
  const list = binding === undefined ? undefined : context.codeLists(binding.id);
  if (binding === undefined || list === undefined) return undefined;

  const known = `codes_${index}`;
  const setup = [
    ...enumType(
      known,
      list.codes.map(({ code }) => code),
    ),
  ];
  const dayField = binding.validOn.kind === 'field' ? binding.validOn.field : undefined;
  const dayColumn = context.fields.find((candidate) => candidate.field.name === dayField);
  let valid: string;
  let day: string;
  if (dayColumn === undefined) {
    const on = binding.validOn.kind === 'day' ? binding.validOn.day : context.receivedOn;
    setup.push(
      ...enumType(
        `${known}_valid`,
        codesValidOn(list, on).map(({ code }) => code),
      ),
    );
    valid = isIn(present, `${known}_valid`);
    day = quoteText(on);
  } else {
    day = `${dayColumn.present}::date`;
    const periods = periodsOf(list);
    periods.forEach(({ codes }, number) => setup.push(...enumType(`${known}_${number}`, codes)));
    valid = periods
      .map((period, number) => `(${isIn(present, `${known}_${number}`)}${within(period, day)})`)
      .join(' or ');
    valid = `(${valid === '' ? 'false' : valid})`;
  }
  const applies = `${present} is not null${dayColumn === undefined ? '' : ` and ${dayColumn.present} is not null`}`;
  const readable = [columns, ...(dayColumn === undefined ? [] : [dayColumn])]
    .map(whenPresent)
    .filter((condition) => condition !== 'true')
    .join(' and ');
  return {
    setup,
    rule: {
      id: `${field.name}.code-list`,
      kind: 'code-list',
      fields: [field.name],
      ...criterionOf('code-list'),
      problems: [
        { code: 'unknown-code', severity: 'error' },
        { code: 'code-not-valid', severity: 'error' },
      ],
      applies: readable === '' ? 'true' : readable,
      test: {
        outcome: outcomeOf(applies, [{ when: `not (${isIn(present, known)})` }, { when: `not ${valid}` }]),
        plain: unlessMissing(columns, dayColumn === undefined ? valid : `(${dayColumn.present} is null or ${valid})`),
        // Without a day the code is not looked up.
        impliesPlainText: dayColumn === undefined || dayColumn.field.required,
        context: `${day}::varchar`,
      },
    },
  };
}

/** Codes that share a period of validity, together. */
function periodsOf(list: CodeList) {
  const periods = Map.groupBy(list.codes, ({ validFrom, validTo }: Code) => `${validFrom ?? ''}/${validTo ?? ''}`);
  return [...periods.values()].map((codes) => ({
    validFrom: codes[0]?.validFrom ?? null,
    validTo: codes[0]?.validTo ?? null,
    codes: codes.map(({ code }) => code),
  }));
}

function within(period: { readonly validFrom: string | null; readonly validTo: string | null }, day: string): string {
  const from = period.validFrom === null ? '' : ` and ${day} >= date ${quoteText(period.validFrom)}`;
  const to = period.validTo === null ? '' : ` and ${day} <= date ${quoteText(period.validTo)}`;
  return from + to;
}
