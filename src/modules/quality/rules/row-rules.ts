import { quoteText } from '#platform/duckdb/quote.ts';
import { criterionOf } from './criteria.ts';
import type { FieldColumns } from './field-columns.ts';
import { outcomeOf, whenPresent, type Rule } from './rule.ts';

/** A short row was filled with nulls; in a longer one something stands beyond the heading. */
export const shapeRule: Rule = {
  id: 'row.shape',
  kind: 'shape',
  fields: [],
  ...criterionOf('shape'),
  problems: [
    { code: 'row-too-long', severity: 'error' },
    { code: 'row-too-short', severity: 'warn' },
  ],
  applies: 'true',
  test: {
    outcome: outcomeOf('true', [{ when: `starts_with(_shape, '+')` }, { when: `starts_with(_shape, '-')` }]),
    plain: '_shape is null',
    // What stood in the cells beyond the heading: no field holds it.
    context: `case when starts_with(_shape, '+') then substr(_shape, 2) end`,
  },
};

/** Of a correction: the source's row at this place was taken in already, as something else. */
export const correctedRule: Rule = {
  id: 'row.corrected',
  kind: 'corrected',
  fields: [],
  ...criterionOf('corrected'),
  problems: [{ code: 'row-corrected', severity: 'error' }],
  applies: 'true',
};

/** Only rows of the sender's unit are his to fill; a row that names none is nobody's. */
export function unitRule({ field, present }: FieldColumns, unit: string): Rule {
  const own = `${present}::varchar = ${quoteText(unit)}`;
  return {
    id: `${field.name}.unit`,
    kind: 'unit',
    fields: [field.name],
    ...criterionOf('unit'),
    problems: [
      { code: 'no-unit', severity: 'error' },
      { code: 'other-unit', severity: 'error' },
    ],
    applies: 'true',
    test: {
      outcome: outcomeOf(field.required ? `${present} is not null` : 'true', [
        { when: `${present} is null` },
        { when: `not (${own})` },
      ]),
      plain: own,
      context: quoteText(unit),
    },
  };
}

/** `unique` and `key` compare rows with each other; see find-doubles.ts. */
export function doubleRules(fields: readonly FieldColumns[], key: readonly string[]): readonly Rule[] {
  const unique = fields
    // A field that is the whole key is told apart by the key rule already.
    .filter(({ field }) => field.unique && !(key.length === 1 && key[0] === field.name))
    .map((column): Rule => ({
      id: `${column.field.name}.unique`,
      kind: 'unique',
      fields: [column.field.name],
      ...criterionOf('unique'),
      problems: [{ code: 'not-unique', severity: 'error' }],
      applies: whenPresent(column),
    }));
  if (key.length === 0) return unique;
  return [
    ...unique,
    {
      id: `${key.join('+')}.key`,
      kind: 'key',
      fields: key,
      ...criterionOf('key'),
      problems: [{ code: 'key-taken', severity: 'error' }],
      // All its fields are required.
      applies: 'true',
    },
  ];
}
