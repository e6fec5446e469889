import type { FormRules } from '#api/form-rules.ts';
import type { RejectedRow } from '#api/mending.ts';
import type { Finding } from '#api/quality.ts';
import type { MendPage } from '#api/web-services/mending.ts';

const text = (vi: string, en: string) => ({ vi, en });

/** Three communes' rows as a load left them out: a code that went out of force, a missing name, a number with a word. */
export function mendPage(correct: boolean): MendPage {
  return {
    columns: [
      { heading: 'Mã xã', field: 'ma_xa', masked: false },
      { heading: 'Tên xã, phường', field: 'ten', masked: false },
      { heading: 'Diện tích (km²)', field: 'dien_tich_km2', masked: false },
      { heading: 'Ghi chú', field: null, masked: false },
    ],
    rows,
    total: rows.length,
    limit: 50,
    form,
    suggestions: [
      { rule: 'ma_xa.code-list', field: 'ma_xa', value: '24118', suggestion: '24121', rows: 41 },
      { rule: 'ma_xa.code-list', field: 'ma_xa', value: '24 169', suggestion: '24169', rows: 3 },
    ],
    abilities: { correct },
  };
}

function finding(row: number, field: string, given: Partial<Finding>): Finding {
  return {
    table: null,
    row,
    field,
    rule: `${field}.code-list`,
    severity: 'error',
    value: null,
    expected: '',
    message: text('', ''),
    ...given,
  };
}

function rejected(row: number, cells: readonly (string | null)[], found: Finding): RejectedRow {
  const [ma = null, ten = null, dienTich = null, ghiChu = null] = cells;
  return {
    table: null,
    row,
    kind: 'rejected',
    reasons: [found.rule],
    values: { 'Mã xã': ma, 'Tên xã, phường': ten, 'Diện tích (km²)': dienTich, 'Ghi chú': ghiChu },
    findings: [found],
    corrected: false,
  };
}

const rows: readonly RejectedRow[] = [
  rejected(
    118,
    ['24118', 'Phường Tân Lập', '40,75', null],
    finding(118, 'ma_xa', {
      value: '24118',
      suggestion: '24121',
      message: text(
        'Dòng 118, cột «Mã xã, phường»: mã «24118» không có hiệu lực vào ngày áp dụng. Xã này nhập trọn vào 24121 từ 01/7/2025. Gợi ý: «24121».',
        'Row 118, column “Commune code”: the code “24118” is not valid on the day. It became 24121 on 1 July 2025. Suggestion: “24121”.',
      ),
    }),
  ),
  rejected(
    207,
    ['24169', null, '87,3', 'sáp nhập'],
    finding(207, 'ten', {
      rule: 'ten.required',
      message: text(
        'Dòng 207, cột «Tên xã, phường»: thiếu giá trị bắt buộc.',
        'Row 207, column “Name”: a value is missing.',
      ),
    }),
  ),
  rejected(
    311,
    ['24133', 'Phường Buôn Ma Thuột', 'bảy mươi', null],
    finding(311, 'dien_tich_km2', {
      rule: 'dien_tich_km2.type',
      value: 'bảy mươi',
      message: text(
        'Dòng 311, cột «Diện tích (km²)»: «bảy mươi» không phải là số. Cần: số, ví dụ 1234,5.',
        'Row 311, column “Area (km²)”: “bảy mươi” is not a number. Expected: a number, e.g. 1234.5.',
      ),
    }),
  ),
];

const plain = { required: true, missing: [], large: false, thousands: 'none', birth: false, checks: [] } as const;

const form: FormRules = {
  fields: [
    {
      ...plain,
      name: 'ma_xa',
      labels: text('Mã xã, phường', 'Commune code'),
      type: 'string',
      expected: text('văn bản', 'text'),
      checks: [
        {
          rule: 'ma_xa.code-list',
          severity: 'error',
          expected: text('mã có trong danh mục «Xã, phường»', 'a code of the list “Communes”'),
          kind: 'code-list',
          validOn: { kind: 'day', day: '2026-11-22' },
          codes: [
            { code: '24121', name: text('Phường Tân Lập', 'Tân Lập Ward'), validFrom: '2025-07-01', validTo: null },
            { code: '24133', name: text('Phường Buôn Ma Thuột', 'Buôn Ma Thuột Ward'), validFrom: null, validTo: null },
            { code: '24169', name: text('Phường Ea Kao', 'Ea Kao Ward'), validFrom: null, validTo: null },
          ],
        },
      ],
    },
    { ...plain, name: 'ten', labels: text('Tên', 'Name'), type: 'string', expected: text('văn bản', 'text') },
    {
      ...plain,
      name: 'dien_tich_km2',
      labels: text('Diện tích (km²)', 'Area (km²)'),
      type: 'number',
      expected: text('số, ví dụ 1234,5', 'a number, e.g. 1234.5'),
    },
  ],
  rowRules: [],
};
