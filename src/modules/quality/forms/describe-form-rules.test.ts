import { expect, test } from 'vitest';
import type { FormField } from '#api/form-rules.ts';
import type { Field } from '#modules/catalog/index.ts';
import { testCommunes, testContract, testField } from '../test-check.ts';
import { describeFormRules } from './describe-form-rules.ts';

function describe(field: Field): FormField | undefined {
  const deps = { codeLists: (id: string) => (id === 'commune' ? testCommunes : undefined), receivedOn: '2026-11-22' };
  return describeFormRules(testContract({ fields: [field] }), deps).fields[0];
}

test('lengths, patterns, bounds and values reach the form with what they expect', () => {
  const code = describe(
    testField('ma', {
      required: true,
      missing: ['-'],
      limits: { minLength: 2, maxLength: 5, pattern: '^[0-9]+$' },
      enumeration: { values: ['01', '02'], severity: 'warn' },
    }),
  );
  expect(code).toMatchObject({
    name: 'ma',
    type: 'string',
    required: true,
    missing: ['-'],
    checks: [
      { rule: 'ma.length', kind: 'length', minimum: 2, maximum: 5, severity: 'error' },
      { rule: 'ma.pattern', kind: 'pattern', re2: '\\A[0-9]+\\z', expected: { vi: 'chữ số' } },
      { rule: 'ma.enum', kind: 'enum', values: ['01', '02'], severity: 'warn' },
    ],
  });
  expect(describe(testField('n', { type: 'number', limits: { minimum: 0, multipleOf: 0.5 } }))).toMatchObject({
    checks: [{ rule: 'n.range', kind: 'range', limits: { minimum: 0, multipleOf: 0.5 } }],
  });
});

test('a code list comes with its codes and the day on which they count', () => {
  const received = describe(testField('xa', { codeList: { id: 'commune', validOn: { kind: 'receipt' } } }));
  expect(received?.checks).toMatchObject([{ rule: 'xa.code-list', validOn: { kind: 'day', day: '2026-11-22' } }]);
  const [check] = received?.checks ?? [];
  expect(check?.kind === 'code-list' && check.codes[0]).toEqual({
    code: '24133',
    name: { vi: 'Phường Buôn Ma Thuột', en: 'Phường Buôn Ma Thuột' },
    validFrom: '2025-07-01',
    validTo: null,
  });
  expect(describe(testField('xa', { codeList: { id: 'none', validOn: { kind: 'receipt' } } }))?.checks).toEqual([]);
});

test('whole numbers and money take dots for thousands, other numbers as their source does', () => {
  const thousands = (given: Partial<Field>) => describe(testField('n', given))?.thousands;
  expect(thousands({ type: 'integer' })).toBe('both');
  expect(thousands({ type: 'number', semanticType: 'money' })).toBe('both');
  expect(thousands({ type: 'number' })).toBe('none');
  const styled = describeFormRules(testContract({ fields: [testField('n', { type: 'number' })] }), {
    codeLists: () => undefined,
    receivedOn: '2026-11-22',
    numberStyles: { n: 'dot-groups' },
  });
  expect(styled.fields[0]?.thousands).toBe('dot');
});

test('rules over a row travel as terms, with their words', () => {
  const fields = [testField('d', { type: 'date' }), testField('e', { type: 'date' })];
  const message = { vi: 'Ngày trả sau ngày nhận', en: 'Returned after it was received' };
  const rules = [
    { name: 'tra', expression: 'e >= d', fields: ['d', 'e'], dimension: 'consistency', severity: 'warn', message },
  ] as const;
  const described = describeFormRules(testContract({ fields, rules }), {
    codeLists: () => undefined,
    receivedOn: '2026-11-22',
  });
  expect(described.rowRules).toEqual([
    {
      rule: 'tra.cel',
      severity: 'warn',
      fields: ['d', 'e'],
      message,
      term: {
        kind: 'compare',
        type: 'bool',
        op: '>=',
        left: { kind: 'field', type: 'timestamp', field: 'e' },
        right: { kind: 'field', type: 'timestamp', field: 'd' },
      },
    },
  ]);
  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
});
