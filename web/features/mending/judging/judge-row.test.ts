import { expect, test } from 'vitest';
import type { FormField, FormRules } from '#api/form-rules.ts';
import { judgeRow } from './judge-row.ts';
import { readCell } from './read-cell.ts';

const text = { vi: '', en: '' };

function formField(given: Partial<FormField>): FormField {
  return {
    name: 'f',
    labels: text,
    type: 'string',
    required: false,
    missing: [],
    large: false,
    thousands: 'none',
    birth: false,
    expected: text,
    checks: [],
    ...given,
  };
}

test.each<[FormField['type'], string, string | null]>([
  ['integer', '1.234', '1234'],
  ['integer', '12,5', null],
  ['integer', '1 234 567', '1234567'],
  ['integer', '12.0', '12'],
  ['number', '1.234.567,89', '1234567.89'],
  ['number', '12,5 %', '12.5'],
  ['number', '15.000 đ', '15000'],
  ['number', '1.234', '1.234'],
  ['number', '−3', '-3'],
  ['number', 'mười', null],
  ['boolean', 'Có', 'true'],
  ['boolean', 'KHÔNG', 'false'],
  ['boolean', 'chưa', null],
  ['date', '7/5/2026', '2026-05-07'],
  ['date', 'Ngày 7 tháng 5 năm 2026', '2026-05-07'],
  ['date', '7.5.26', '2026-05-07'],
  ['date', '30/2/2026', null],
  ['date', '20260507', '2026-05-07'],
  ['date', '46149', '2026-05-07'],
  ['date', '2026-05-07 00:00:00', '2026-05-07'],
  ['timestamp', '13h05 7/5/2026', '2026-05-07 13:05:00'],
  ['timestamp', '2026-05-07T13:05:00Z', '2026-05-07 20:05:00'],
  ['timestamp', '7/5/2026', '2026-05-07 00:00:00'],
  ['timestamp', '2026-05-07 25:05', null],
  ['time', '7h30', '07:30:00'],
  ['time', '7 giờ 30 phút', '07:30:00'],
  ['time', '24:00', '24:00:00'],
  ['time', '24:01', null],
  ['integer', '9007199254740993', null],
  ['string', ' Đắk Lắk ', 'Đắk Lắk'],
])('%s «%s» is read as %s', (type, cell, spelled) => {
  const read = readCell(formField({ type, thousands: type === 'integer' ? 'both' : 'none' }), cell);
  expect(read).toEqual(spelled === null ? { kind: 'unreadable' } : { kind: 'read', spelled });
});

test('a cell that says that there is no value is missing, and breaks «required» alone', () => {
  const check = {
    rule: 'f.length',
    kind: 'length',
    minimum: 2,
    maximum: null,
    severity: 'error',
    expected: text,
  } as const;
  const form: FormRules = {
    fields: [formField({ required: true, missing: ['-'], checks: [check] })],
    rowRules: [],
  };
  expect(judgeRow(form, { f: ' - ' }).map(({ rule }) => rule)).toEqual(['f.required']);
  expect(judgeRow(form, { f: 'a' }).map(({ rule }) => rule)).toEqual(['f.length']);
  expect(judgeRow(form, { f: 'đắ' })).toEqual([]);
  // Of a field that the source has not, nothing is said.
  expect(judgeRow(form, {})).toEqual([]);
});

test('patterns, bounds, values and codes are checked, each by its rule', () => {
  const of = { severity: 'error', expected: text } as const;
  const commune = { name: text, validTo: null };
  const form: FormRules = {
    fields: [
      formField({ name: 'ma', checks: [{ ...of, rule: 'ma.pattern', kind: 'pattern', re2: '\\A[0-9]+\\z' }] }),
      formField({
        name: 'n',
        type: 'number',
        checks: [
          { ...of, rule: 'n.range', kind: 'range', limits: { minimum: 0, exclusiveMaximum: 10, multipleOf: 0.1 } },
        ],
      }),
      formField({ name: 'k', type: 'number', checks: [{ ...of, rule: 'k.enum', kind: 'enum', values: ['1', '2.5'] }] }),
      formField({ name: 'd', type: 'date' }),
      formField({
        name: 'xa',
        checks: [
          {
            ...of,
            rule: 'xa.code-list',
            kind: 'code-list',
            codes: [{ ...commune, code: '24133', validFrom: '2025-07-01' }],
            validOn: { kind: 'field', field: 'd' },
          },
        ],
      }),
    ],
    rowRules: [],
  };
  const broken = (cells: Record<string, string | null>) => judgeRow(form, cells).map(({ rule }) => rule);
  expect(broken({ ma: '0123', n: '9,9', k: '2,50', d: '1/7/2025', xa: '24133' })).toEqual([]);
  expect(broken({ ma: '01x', n: '10', k: '3', d: '30/6/2025', xa: '24133' })).toEqual([
    'ma.pattern',
    'n.range',
    'k.enum',
    'xa.code-list',
  ]);
  expect(broken({ n: '0,05', xa: '1' })).toEqual(['n.range']);
});

test('a rule over the row names its fields, and is not put where a cell cannot be read', () => {
  const date = (field: string) => ({ kind: 'field', type: 'timestamp', field }) as const;
  const message = { vi: 'Ngày trả phải sau ngày nhận', en: 'Returned after it was received' };
  const form: FormRules = {
    fields: [formField({ name: 'd', type: 'date' }), formField({ name: 'e', type: 'date' })],
    rowRules: [
      {
        rule: 'tra.cel',
        severity: 'error',
        fields: ['d', 'e'],
        term: { kind: 'compare', type: 'bool', op: '>=', left: date('e'), right: date('d') },
        message,
      },
    ],
  };
  expect(judgeRow(form, { d: '7/5/2026', e: '6/5/2026' })).toEqual([
    { rule: 'tra.cel', severity: 'error', fields: ['d', 'e'], kind: 'said', words: message },
  ]);
  expect(judgeRow(form, { d: '7/5/2026', e: '' })).toEqual([]);
  expect(judgeRow(form, { d: '7/5/2026', e: 'mai' }).map(({ rule }) => rule)).toEqual(['e.type']);
});
