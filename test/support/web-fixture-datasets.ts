import type { DatasetItem, SnapshotItem } from '#api/datasets.ts';
import type { Language } from '#api/localized.ts';
import type { ReceiptView } from '#api/receipts.ts';
import { received } from './web-fixture-loads.ts';
import { communeRows } from './web-fixture-rows.ts';

export function items(language: Language): readonly DatasetItem[] {
  const vietnamese = language === 'vi';
  const owner = { code: 'H15.05', name: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs' };
  return [
    {
      id: 'don-vi-hanh-chinh',
      title: vietnamese ? 'Đơn vị hành chính cấp xã của tỉnh Đắk Lắk' : 'Communes of Đắk Lắk Province',
      description: vietnamese
        ? 'Mã, tên, loại và diện tích của các xã, phường từ ngày 01/7/2025.'
        : 'Codes, names, kinds and areas of the communes and wards since 1 July 2025.',
      owner,
      access: 'open',
      theme: 'dia-phuong',
      rows: communeRows.length,
      updatedAt: '2026-07-25T09:30:00+07:00',
      score: { overall: 97.45, band: 'xanh' },
      synthetic: false,
    },
    {
      id: 'ho-so-tthc',
      title: vietnamese ? 'Hồ sơ thủ tục hành chính đã giải quyết' : 'Administrative dossiers that were decided',
      description: vietnamese
        ? 'Mỗi dòng là một hồ sơ, từ khi nhận đến khi trả.'
        : 'One dossier a row, from receipt to return.',
      owner,
      access: 'shared',
      theme: null,
      rows: 200_000,
      updatedAt: '2026-11-20T23:10:00+07:00',
      score: { overall: 84.8, band: 'vang' },
      synthetic: true,
    },
    {
      id: 'ho-ngheo',
      title: vietnamese ? 'Hộ nghèo, hộ cận nghèo theo kỳ rà soát' : 'Poor and near-poor households by review',
      description: vietnamese
        ? 'Do 102 xã, phường cung cấp; có dữ liệu cá nhân.'
        : 'Filled by 102 communes; holds personal data.',
      owner,
      access: 'shared',
      theme: 'xa-hoi',
      rows: null,
      updatedAt: null,
      score: null,
      synthetic: true,
    },
  ];
}

export function facet(language: Language) {
  const vietnamese = language === 'vi';
  return {
    theme: [
      { value: 'dia-phuong', label: vietnamese ? 'Địa phương' : 'Local government', count: 1 },
      { value: 'xa-hoi', label: vietnamese ? 'Xã hội' : 'Society', count: 1 },
    ],
    agency: [{ value: 'H15.05', label: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs', count: 3 }],
    access: [
      { value: 'open', label: vietnamese ? 'Mở' : 'Open', count: 1 },
      { value: 'shared', label: vietnamese ? 'Dùng chung' : 'Shared', count: 2 },
    ],
  };
}

/** The receipt of the load `da-cong-bo`, of a dataset whose page everybody may see. */
export function receiptOf(language: Language): ReceiptView {
  const vietnamese = language === 'vi';
  return {
    code: received.receipt,
    dataset: {
      id: 'ho-so-tthc',
      title: vietnamese ? 'Hồ sơ thủ tục hành chính đã giải quyết' : 'Administrative dossiers that were decided',
      synthetic: true,
    },
    receivedBy: { code: 'H15.05', name: vietnamese ? 'Sở Nội vụ' : 'Department of Home Affairs' },
    sentFrom: { code: '24169', name: vietnamese ? 'Phường Ea Kao' : 'Ea Kao Ward' },
    receivedAt: received.createdAt,
    file: { bytes: received.file.bytes, sha256: received.file.sha256 },
    asOf: '2026-11-22T16:00:00+07:00',
    state: 'published',
    endedAt: '2026-11-20T08:42:15+07:00',
    counts: { received: 12_480, accepted: 12_107, rejected: 361, duplicate: 12 },
  };
}

export const snapshots: readonly SnapshotItem[] = [
  {
    id: 's2',
    createdAt: '2026-07-25T09:30:00+07:00',
    rows: 12,
    added: 0,
    changed: 3,
    removed: 0,
    loads: ['tot'],
    current: true,
    note: null,
    restores: null,
  },
  {
    id: 's1',
    createdAt: '2025-07-01T08:00:00+07:00',
    rows: 12,
    added: 12,
    changed: 0,
    removed: 0,
    loads: ['cu'],
    current: false,
    note: null,
    restores: null,
  },
];
