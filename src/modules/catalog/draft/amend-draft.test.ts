import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContractAmendments, FieldAmendment } from '#api/contract-amendments.ts';
import { parseContract } from '../contract/parse-contract.ts';
import { amendDraft } from './amend-draft.ts';
import type { DraftField } from './contract-draft.ts';
import { writeDraft } from './write-draft.ts';

const plain: Omit<DraftField, 'name' | 'labels'> = {
  aliases: [],
  type: 'string',
  required: false,
  unique: false,
  limits: {},
  personal: 'none',
  missing: [],
  examples: [],
  agreement: { type: 1 },
  notes: [],
};

const draft = writeDraft({
  id: 'so-cau',
  title: { vi: 'Sổ cầu', en: 'Bridges' },
  purpose: { vi: 'Đề xuất', en: 'Proposed' },
  owner: 'H15.05',
  fields: [
    { ...plain, name: 'ma_cau', labels: { vi: 'Mã cầu', en: 'Code' }, notes: ['120/120 dòng có giá trị.'] },
    {
      ...plain,
      name: 'loai',
      labels: { vi: 'Loại', en: 'Kind' },
      enumeration: { values: ['bê tông', 'thép'], severity: 'error' },
      examples: ['thép'],
    },
    {
      ...plain,
      name: 'ma_xa',
      labels: { vi: 'Mã xã', en: 'Commune' },
      codeList: 'commune',
      codeListDate: '2025-01-01',
      agreement: { type: 1, codeList: 0.99 },
    },
    { ...plain, name: 'ghi_chu', labels: { vi: 'Ghi chú', en: 'Notes' } },
  ],
  key: ['ma_cau'],
  notes: ['Đề xuất từ tệp so-cau.csv'],
});

const asProposed = (field: string, labels: FieldAmendment['labels']): FieldAmendment => ({
  field,
  keep: true,
  name: field,
  labels,
  type: 'string',
  required: false,
  key: false,
  personal: 'none',
  elementRef: null,
  semanticType: null,
  codeList: null,
});

const amendments = (changed: Partial<ContractAmendments> = {}): ContractAmendments => ({
  id: 'so-cau',
  title: { vi: 'Sổ cầu', en: 'Bridges' },
  purpose: { vi: 'Mọi cây cầu của tỉnh.', en: 'Every bridge.' },
  owner: 'H15.05',
  access: 'open',
  loadMode: 'upsert',
  fields: [
    { ...asProposed('ma_cau', { vi: 'Mã cầu', en: 'Code' }), key: true },
    asProposed('loai', { vi: 'Loại', en: 'Kind' }),
    { ...asProposed('ma_xa', { vi: 'Mã xã', en: 'Commune' }), codeList: 'commune' },
    asProposed('ghi_chu', { vi: 'Ghi chú', en: 'Notes' }),
  ],
  ...changed,
});

function amend(changed: Partial<ContractAmendments>) {
  const text = amendDraft(draft, amendments(changed));
  const result = parseContract(text);
  if (!result.ok) throw new Error(`${JSON.stringify(result.problems)}\n${text}`);
  return {
    text,
    contract: result.contract,
    field: (name: string) => result.contract.fields.find((one) => one.name === name),
  };
}

test('what is not touched stays, with its comments and its shares', () => {
  const { text, contract, field } = amend({});
  expect(text).toContain('# Đề xuất từ tệp so-cau.csv');
  expect(text).toContain('# 120/120 dòng có giá trị.');
  expect(text).toContain('{ type: 1, codeList: 0.99 }');
  expect(text).toContain('2025-01-01');
  expect(contract).toMatchObject({ id: 'so-cau', access: 'open', loadMode: 'upsert', primaryKey: ['ma_cau'] });
  expect(contract.title).toEqual({ vi: 'Sổ cầu', en: 'Bridges' });
  expect(field('loai')?.enumeration ?? contract.rules).toBeTruthy();
  expect(text).toContain('status: active');
});

test('a renamed field is still known by the heading that it came with', () => {
  const fields = amendments().fields.with(1, {
    ...asProposed('loai', { vi: 'Kết cấu', en: 'Structure' }),
    name: 'ket_cau',
  });
  const { contract, field } = amend({ fields });
  expect(contract.fields.map(({ name }) => name)).toEqual(['ma_cau', 'ket_cau', 'ma_xa', 'ghi_chu']);
  expect(field('ket_cau')).toMatchObject({ labels: { vi: 'Kết cấu', en: 'Structure' }, aliases: ['Loại'] });
});

test('with its type a field loses what only made sense of the former one', () => {
  const fields = amendments().fields.with(1, { ...asProposed('loai', { vi: 'Loại', en: 'Kind' }), type: 'integer' });
  const { text, field } = amend({ fields });
  expect(field('loai')).toMatchObject({ type: 'integer' });
  expect(text).not.toContain('bê tông');
});

test('a column may be left out, a code list taken away, a person protected, the key be another', () => {
  const { contract, field, text } = amend({
    fields: [
      { ...asProposed('ma_cau', { vi: 'Mã cầu', en: 'Code' }), required: true },
      { ...asProposed('loai', { vi: 'Loại', en: 'Kind' }), personal: 'sensitive', key: true },
      { ...asProposed('ma_xa', { vi: 'Mã xã', en: 'Commune' }), key: true },
      { ...asProposed('ghi_chu', { vi: 'Ghi chú', en: 'Notes' }), keep: false },
    ],
  });
  expect(contract.fields.map(({ name }) => name)).toEqual(['ma_cau', 'loai', 'ma_xa']);
  expect(contract.primaryKey).toEqual(['loai', 'ma_xa']);
  expect(field('ma_cau')).toMatchObject({ required: true });
  expect(field('loai')).toMatchObject({ personal: 'sensitive', required: true });
  expect(field('ma_xa')?.codeList ?? null).toBeNull();
  expect(text).not.toContain('2025-01-01');
  expect(text).not.toContain('examples');
});

test('whatever is typed stays a text', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('a: b', '- x', '#', '!!js/function', '*a', '&a', '"', "'", 'no', '1e3', '{}', 'é\n  id: x', '---'),
  );
  fc.assert(
    fc.property(text, text, (title, label) => {
      const fields = amendments().fields.with(3, asProposed('ghi_chu', { vi: label, en: label }));
      const amended = amendDraft(
        draft,
        amendments({ title: { vi: title, en: title }, purpose: { vi: label, en: title }, fields }),
      );
      const again = amendDraft(
        amended,
        amendments({ title: { vi: title, en: title }, purpose: { vi: label, en: title }, fields }),
      );
      expect(again).toBe(amended);
      const read = parseContract(amended);
      const lines = read.ok ? [] : read.problems.map((problem) => problem.code);
      // A label may be empty or twice there; nothing else of the document may have changed.
      expect(lines.filter((code) => !/label|heading|title|custom-value|repeated|unreadable-sign/.test(code))).toEqual(
        [],
      );
      if (read.ok) expect(read.contract).toMatchObject({ id: 'so-cau', owner: 'H15.05', primaryKey: ['ma_cau'] });
    }),
    { numRuns: 60 },
  );
});

test.each(['', 'a: [', 'just text', `a: &a [*a]`, '{"apiVersion":"v3.1.0"}'])('«%s» is no draft', (text) => {
  expect(() => amendDraft(text, amendments())).toThrow(expect.objectContaining({ name: 'DomainError' }));
});
