import { expect, test } from 'vitest';
import { ContractAmendments } from '#api/contract-amendments.ts';
import type { ContractProposal } from '#api/proposals.ts';
import { startAmendments } from './start-amendments.ts';

const proposal: ContractProposal = {
  contract: 'id: so-cau',
  dataset: {
    id: 'so-cau',
    title: { vi: 'Sổ cầu', en: 'Bridges' },
    purpose: { vi: 'Đề xuất', en: 'Proposed' },
    owner: 'H15',
  },
  table: { sheet: null, columns: ['Mã cầu'], rowCount: 2 },
  otherTables: [],
  reading: { encoding: null, longForm: null },
  columns: [
    {
      heading: 'Mã cầu',
      name: 'ma_cau',
      label: { vi: 'Mã cầu', en: 'Code' },
      type: 'string',
      semanticType: null,
      elementRef: null,
      codeList: null,
      personal: 'none',
      required: true,
      unique: true,
      unit: null,
      missing: [],
      agree: { type: 1 },
      exceptions: [],
      samples: ['C1'],
    },
  ],
  key: { fields: ['ma_cau'], share: 1 },
  rows: [['C1'], ['C2']],
  check: { received: 2, accepted: 2, rejected: 0, duplicate: 0 },
  warnings: [],
};

test('the form begins with what was proposed, private, for an agency that the reader may register for', () => {
  const started = startAmendments(proposal, [{ code: 'H15.05', name: 'Sở Khoa học và Công nghệ' }]);
  expect(started).toMatchObject({ id: 'so-cau', owner: 'H15.05', access: 'private', loadMode: 'replace' });
  expect(started.fields).toMatchObject([{ field: 'ma_cau', name: 'ma_cau', keep: true, key: true, required: true }]);
  expect(ContractAmendments.parse(started)).toEqual(started);
});

test('an agency that was asked for stays, if the reader may register for it', () => {
  const owners = ['H15.05', 'H15'].map((code) => ({ code, name: code }));
  expect(startAmendments(proposal, owners).owner).toBe('H15');
});
