import type { Language } from '#api/localized.ts';
import type { Finding, RuleFindings, Score } from '#api/quality.ts';
import type { FieldView, RuleView } from '#api/web-services.ts';
import type { DeliveriesView, UnitDeliveryView } from '#api/web-services/deliveries.ts';
import type { ChangeView } from '#api/web-services/versions.ts';

const names = [
  ['24133', 'Buôn Ma Thuột', 71.99],
  ['24169', 'Ea Kao', 87.3],
  ['22015', 'Tuy Hòa', 32.4],
  ['24235', 'Buôn Đôn', 1113.79],
  ['24478', 'Yang Mao', 562.38],
  ['22051', 'Sông Cầu', 90.49],
  ['24340', 'Cư Bao', 104.94],
  ['24154', 'Thành Nhất', 22.1],
  ['24121', 'Tân Lập', 40.75],
  ['24163', 'Tân An', 64.2],
  ['22291', 'Phú Mỡ', 547.2],
  ['24211', 'Ea Rốk', 544.6],
] as const;

export const communeRows = names.map(([ma_xa, ten, dien_tich_km2]) => ({
  ma_xa,
  ten,
  dien_tich_km2,
  nam: 2026,
  ngay_hieu_luc: '2025-07-01',
  con_hieu_luc: true,
  ghi_chu: null,
}));

const row = (ma_xa: string, ten: string, dien_tich_km2: number) => ({
  ma_xa,
  ten,
  dien_tich_km2,
  nam: 2026,
  ngay_hieu_luc: '2025-07-01',
  con_hieu_luc: true,
  ghi_chu: null,
});

/** A change of each kind, and one of a field whose values are masked. */
export const changes: readonly ChangeView[] = [
  { kind: 'added', key: { ma_xa: '24169' }, before: null, after: row('24169', 'Ea Kao', 87.3), fields: [] },
  {
    kind: 'changed',
    key: { ma_xa: '24133' },
    before: row('24133', 'Buôn Ma Thuộc', 71.9),
    after: { ...row('24133', 'Buôn Ma Thuột', 71.99), con_hieu_luc: null },
    fields: ['ten', 'dien_tich_km2', 'con_hieu_luc'],
  },
  {
    kind: 'changed',
    key: { ma_xa: '22015' },
    before: row('22015', 'Tuy Hòa', 32.4),
    after: { ...row('22015', 'Tuy Hòa', 32.4), ngay_hieu_luc: '2025-07-02' },
    fields: ['ngay_hieu_luc'],
  },
  { kind: 'removed', key: { ma_xa: '24118' }, before: row('24118', 'Tân Hòa', 12), after: null, fields: [] },
];

/** A commune in every state that a page must show. */
export function deliveriesOf(language: Language): DeliveriesView {
  const word = language === 'vi' ? 'Xã' : 'Commune';
  const at = '2026-11-20T08:42:10+07:00';
  const none = { expected: true, rows: 0, load: null, at: null, open: 0 };
  const items: readonly UnitDeliveryView[] = names.map(([code, name], index) => {
    const unit = { code, name: `${word} ${name}` };
    if (index === 1) return { ...none, unit, state: 'rejected-rows', rows: 1180, load: 'da-cong-bo', at, open: 41 };
    if (index === 2) return { ...none, unit, state: 'held', load: 'giu-lai', at };
    if (index === 3) return { ...none, unit, state: 'late' };
    if (index === 4)
      return { ...none, unit: { code: '24999', name: '24999' }, expected: false, state: 'delivered', rows: 3 };
    return index > 8
      ? { ...none, unit, state: 'missing' }
      : { ...none, unit, state: 'delivered', rows: 900 + index, at };
  });
  return { period: null, delivered: 6, expected: 11, items };
}

export function communeFields(language: Language): readonly FieldView[] {
  const plain = {
    description: null,
    key: false,
    required: false,
    personal: 'none',
    masked: false,
    codeList: null,
  } as const;
  const vietnamese = language === 'vi';
  return [
    {
      ...plain,
      name: 'ma_xa',
      label: vietnamese ? 'Mã xã, phường' : 'Commune code',
      description: vietnamese ? 'Khóa, còn hiệu lực theo ngày' : 'Key, valid by date',
      type: 'string',
      key: true,
      required: true,
      codeList: 'commune',
    },
    { ...plain, name: 'ten', label: vietnamese ? 'Tên' : 'Name', type: 'string', required: true },
    { ...plain, name: 'dien_tich_km2', label: vietnamese ? 'Diện tích, km²' : 'Area, km²', type: 'number' },
    { ...plain, name: 'nam', label: vietnamese ? 'Năm' : 'Year', type: 'integer' },
    { ...plain, name: 'ngay_hieu_luc', label: vietnamese ? 'Ngày hiệu lực' : 'Valid from', type: 'date' },
    { ...plain, name: 'con_hieu_luc', label: vietnamese ? 'Còn hiệu lực' : 'In force', type: 'boolean' },
    {
      ...plain,
      name: 'ghi_chu',
      label: vietnamese ? 'Ghi chú' : 'Notes',
      type: 'string',
      personal: 'basic',
      masked: true,
    },
  ];
}

export const score: Score = {
  dung: null,
  du: { passed: 714, applicable: 714, percent: 100 },
  sach: { passed: 345, applicable: 408, percent: 84.55882352941177 },
  song: { passed: 7, applicable: 12, percent: 58.333333333333336 },
  thongNhat: { passed: 89, applicable: 102, percent: 87.25490196078431 },
  overall: 82.53672,
  band: 'vang',
};

export const rules: readonly RuleView[] = [
  {
    rule: 'ma_xa.code-list',
    criterion: 'thongNhat',
    scored: true,
    sentence: {
      vi: 'Mã xã có trong danh mục và còn hiệu lực',
      en: 'The commune code is in the code list and in force',
    },
  },
  {
    rule: 'ten.required',
    criterion: 'du',
    scored: true,
    sentence: { vi: 'Tên không được trống', en: 'The name must not be empty' },
  },
  {
    rule: 'ma_xa.required',
    criterion: 'du',
    scored: true,
    sentence: { vi: 'Mã xã không được trống', en: 'The commune code must not be empty' },
  },
  {
    rule: 'ma_xa.pattern',
    criterion: 'sach',
    scored: true,
    sentence: { vi: 'Mã xã có năm chữ số', en: 'The commune code has five digits' },
  },
  {
    rule: 'ma_xa.key',
    criterion: 'sach',
    scored: true,
    sentence: { vi: 'Mã xã không trùng', en: 'The commune code is unique' },
  },
];

export const findingsByRule: RuleFindings[] = [
  {
    rule: 'ma_xa.code-list',
    field: 'ma_xa',
    criterion: 'thongNhat',
    severity: 'error',
    errorGroup: 'out-of-domain',
    rows: 128,
  },
  { rule: 'ten.required', field: 'ten', criterion: 'du', severity: 'error', errorGroup: 'missing-required', rows: 96 },
  { rule: 'ma_xa.pattern', field: 'ma_xa', criterion: 'sach', severity: 'warn', errorGroup: 'bad-format', rows: 18 },
];

/** More than one page of them. */
export const findings: readonly Finding[] = Array.from({ length: 60 }, (_, index): Finding => {
  const row = 118 + index * 7;
  if (index % 3 === 1) {
    return {
      table: 'Biểu 1',
      row,
      field: 'ten',
      rule: 'ten.required',
      severity: 'error',
      value: null,
      expected: 'a value',
      message: { vi: 'Thiếu tên xã, phường.', en: 'The name is missing.' },
    };
  }
  return {
    table: 'Biểu 1',
    row,
    field: 'ma_xa',
    rule: 'ma_xa.code-list',
    severity: index % 3 === 0 ? 'error' : 'warn',
    value: '24151',
    expected: 'commune',
    message: {
      vi: 'Phường Ea Tam (24151) nhập trọn vào Phường Ea Kao (24169) từ 01/7/2025.',
      en: 'Ea Tam Ward (24151) became part of Ea Kao Ward (24169) on 1 July 2025.',
    },
    suggestion: '24169',
  };
});
