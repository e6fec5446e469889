import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field, FieldLimits } from '#modules/catalog/index.ts';
import type { XlsxValidationRule } from '#platform/spreadsheets/xlsx-validations.ts';
import { testField } from '../test-check.ts';
import { fieldValidation, inputStyle } from './field-validation.ts';

const place = { column: 2, rows: 5000, format: 'số', language: 'vi' } as const;
const ruleOf = (given: Partial<Field>, list?: string) =>
  fieldValidation(testField('a', given), { ...place, ...(list === undefined ? {} : { list }) });

test('each type of field has the check that spreadsheets have for it', () => {
  const rows: readonly (readonly [Partial<Field>, Partial<XlsxValidationRule> | undefined, string])[] = [
    [{ type: 'string' }, undefined, 'textInput'],
    [{ type: 'string', limits: { maxLength: 9 } }, { kind: 'textLength', minimum: 0, maximum: 9 }, 'textInput'],
    [{ type: 'integer' }, { kind: 'whole', maximum: 999_999_999_999_999 }, 'integerInput'],
    [
      { type: 'integer', limits: { minimum: 0.5, exclusiveMaximum: 10 } },
      { kind: 'whole', minimum: 1, maximum: 9 },
      'integerInput',
    ],
    [{ type: 'integer', physicalType: { kind: 'bigint' } }, undefined, 'textInput'],
    [{ type: 'number', physicalType: { kind: 'decimal', precision: 18, scale: 2 } }, undefined, 'textInput'],
    [
      { type: 'number', limits: { minimum: 12.1, maximum: 13.7 } },
      { kind: 'decimal', minimum: 12.1, maximum: 13.7 },
      'numberInput',
    ],
    [
      { type: 'number', limits: { exclusiveMinimum: 1 } },
      { kind: 'custom', formula: 'AND(ISNUMBER(C2),C2>1)' },
      'numberInput',
    ],
    [{ type: 'boolean' }, { kind: 'list', source: '"Có,Không"' }, 'textInput'],
    [
      { type: 'date', limits: { minimum: '2025-01-01', maximum: '2025-12-31' } },
      { kind: 'date', minimum: 45_658, maximum: 46_022 },
      'dateInput',
    ],
    [{ type: 'time' }, { kind: 'time', minimum: 0 }, 'timeInput'],
  ];
  for (const [given, rule, style] of rows) {
    const found = ruleOf(given)?.rule;
    if (rule === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(rule);
    expect(inputStyle(testField('a', given))).toBe(style);
  }
  expect(ruleOf({ type: 'integer' })?.range).toBe('C2:C5001');
});

test('what intake only warns of, and days that spreadsheets do not count, can be overruled', () => {
  const list = "'Danh mục'!$A$2:$A$3";
  expect(ruleOf({ enumeration: { values: ['a'], severity: 'warn' } }, list)?.severity).toBe('warning');
  expect(ruleOf({ enumeration: { values: ['a'], severity: 'error' } }, list)?.severity).toBe('stop');
  expect(ruleOf({ type: 'date' })?.severity).toBe('warning');
  expect(ruleOf({ type: 'date', limits: { minimum: '1850-01-01' } })?.severity).toBe('warning');
  expect(ruleOf({ type: 'date', limits: { minimum: '2020-01-01' } })?.severity).toBe('stop');
});

test('no number that the limits allow is forbidden', () => {
  const bound = fc.option(
    fc.integer({ min: -40, max: 40 }).map((number) => number / 4),
    { nil: undefined },
  );
  const limits = fc.record({
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    multipleOf: fc.constantFrom(undefined, 2, 5),
  });
  fc.assert(
    fc.property(limits, fc.constantFrom('integer' as const, 'number' as const), (given, type) => {
      // Only the bounds that are there, as a contract has them.
      const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as FieldLimits;
      const rule = ruleOf({ type, limits: own })?.rule ?? expect.fail('no rule');
      for (let quarter = -60; quarter <= 60; quarter += 1) {
        const value = quarter / 4;
        if ((type === 'number' || Number.isInteger(value)) && isWithin(value, given))
          expect(permits(rule, value)).toBe(true);
        else if (type === 'integer') expect(permits(rule, value)).toBe(false);
      }
    }),
  );
});

type Bounds = Readonly<
  Record<'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum' | 'multipleOf', number | undefined>
>;

function isWithin(value: number, bounds: Bounds): boolean {
  const {
    minimum = value,
    maximum = value,
    exclusiveMinimum = -Infinity,
    exclusiveMaximum = Infinity,
    multipleOf,
  } = bounds;
  const whole = multipleOf === undefined || value % multipleOf === 0;
  return value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum && whole;
}

/** As a spreadsheet program decides. */
function permits(rule: XlsxValidationRule, value: number): boolean {
  if (rule.kind === 'custom') {
    return rule.formula
      .slice('AND('.length, -1)
      .split(/,(?![^(]*\))/)
      .every((part) => {
        const [, modulus] = /^MOD\(C2,(\d+)\)=0$/.exec(part) ?? [];
        if (modulus !== undefined) return value % Number(modulus) === 0;
        const [, sign, limit] = /^C2(>=|<=|>|<)(.+)$/.exec(part) ?? [];
        if (sign === undefined) return part === 'ISNUMBER(C2)';
        return {
          '>=': value >= Number(limit),
          '<=': value <= Number(limit),
          '>': value > Number(limit),
          '<': value < Number(limit),
        }[sign];
      });
  }
  if (!('minimum' in rule)) return true;
  return value >= rule.minimum && value <= rule.maximum && (rule.kind !== 'whole' || Number.isInteger(value));
}
