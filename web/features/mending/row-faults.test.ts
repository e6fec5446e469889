import { expect, test } from 'vitest';
import type { FormField, FormRules } from '#api/form-rules.ts';
import type { RejectedRow } from '#api/mending.ts';
import type { Finding } from '#api/quality.ts';
import { mendPage } from '../../messages/vi/mend-page.ts';
import { judgeRow } from './judging/judge-row.ts';
import { findRowFaults, isRejectable, type FaultsAsked } from './row-faults.ts';

const words = (text: string) => ({ vi: text, en: text });

function field(name: string, given: Partial<FormField> = {}): FormField {
  return {
    name,
    labels: words(name),
    type: 'string',
    required: false,
    missing: [],
    large: false,
    thousands: 'none',
    birth: false,
    expected: words(''),
    checks: [],
    ...given,
  };
}

function finding(given: Partial<Finding>): Finding {
  return {
    table: null,
    row: 2,
    field: null,
    rule: '',
    severity: 'error',
    value: null,
    expected: '',
    message: words('Dòng 2, cột «Mã»: «a» không có trong danh mục.'),
    ...given,
  };
}

const form: FormRules = {
  fields: [field('ma', { required: true }), field('cccd'), field('d', { type: 'date', expected: words('ngày') })],
  rowRules: [],
};

function asked(given: Partial<FaultsAsked> & { readonly findings: readonly Finding[] }): FaultsAsked {
  const row: RejectedRow = {
    table: null,
    row: 2,
    kind: 'rejected',
    reasons: [],
    values: { Mã: 'a', 'Số định danh': '•••1', Ngày: 'mai', constructor: null },
    findings: [...given.findings],
    corrected: false,
  };
  return {
    row,
    columns: [
      { heading: 'Mã', field: 'ma', masked: false },
      { heading: 'Số định danh', field: 'cccd', masked: true },
      { heading: 'Ngày', field: 'd', masked: false },
      { heading: 'constructor', field: null, masked: false },
    ],
    form,
    edits: undefined,
    judge: judgeRow,
    language: 'vi',
    texts: mendPage.grid,
    ...given,
  };
}

const ofCode = finding({ field: 'ma', rule: 'ma.code-list', suggestion: 'b' });
const ofDate = finding({ field: 'd', rule: 'd.type' });
const ofId = finding({ field: 'cccd', rule: 'cccd.semantic' });

test('until a cell is changed a row has the server’s faults, without the place that they stand at', () => {
  const faults = findRowFaults(asked({ findings: [ofCode, ofDate, { ...ofDate, severity: 'info' }] }));
  expect([...faults.cells]).toEqual([
    ['Mã', [{ rule: 'ma.code-list', severity: 'error', words: '«a» không có trong danh mục.', suggestion: 'b' }]],
    ['Ngày', [expect.objectContaining({ rule: 'd.type' })]],
  ]);
  expect(isRejectable(faults)).toBe(true);
});

test('a changed cell has what the form finds; of the others what only the server can find stays', () => {
  const findings = [ofCode, ofDate, ofId];
  const rules = (edits: Readonly<Record<string, string>>) =>
    [...findRowFaults(asked({ findings, edits: new Map(Object.entries(edits)) })).cells].map(([heading, faults]) => [
      heading,
      faults.map(({ rule }) => rule),
    ]);
  // No form rule looks into this list: it is the server's, and is kept until its cell is changed.
  expect(rules({ Ngày: '7/5/2026' })).toEqual([
    ['Mã', ['ma.code-list']],
    ['Số định danh', ['cccd.semantic']],
  ]);
  expect(rules({ Mã: 'b', Ngày: 'hôm nay' })).toEqual([
    ['Số định danh', ['cccd.semantic']],
    ['Ngày', ['d.type']],
  ]);
  expect(rules({ Mã: ' ' })).toEqual([
    ['Số định danh', ['cccd.semantic']],
    ['Mã', ['ma.required']],
    ['Ngày', ['d.type']],
  ]);
});

test('a masked cell is not judged by its mask', () => {
  const strict = { ...form, fields: [field('cccd', { type: 'integer' })] };
  const edits = new Map([['Mã', 'b']]);
  expect(findRowFaults(asked({ findings: [], form: strict, edits })).cells.size).toBe(0);
  const typed = new Map([['Số định danh', 'x']]);
  expect(findRowFaults(asked({ findings: [], form: strict, edits: typed })).cells.has('Số định danh')).toBe(true);
});

test('a rule over several cells is said at the first and marked at the others; one over none at the row', () => {
  const several = finding({ fields: ['d', 'ma'], rule: 'x.cel' });
  const shape = finding({ rule: 'row.shape', message: words('Dòng 2: dòng có ít ô hơn tiêu đề.') });
  const faults = findRowFaults(asked({ findings: [several, shape] }));
  expect([...faults.cells.keys()]).toEqual(['Ngày']);
  expect([...faults.touched]).toEqual(['Mã']);
  expect(faults.row).toMatchObject([{ words: 'Dòng có ít ô hơn tiêu đề.' }]);
});
