import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field } from '#modules/catalog/index.ts';
import { english } from '../messages/english.ts';
import { vietnamese } from '../messages/vietnamese.ts';
import { presentFindings } from './present-findings.ts';
import { compileContract } from '../rules/compile-contract.ts';
import { checkRows, openTestBench, testCommunes, testContract, testField, type TestBench } from '../test-check.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await openTestBench();
});
afterAll(() => bench.close());

const labelled = (name: string, vi: string, en: string, given: Partial<Field> = {}) =>
  testField(name, { labels: { vi, en }, ...given });

/** A field for every kind of rule, with cells that break it in every way that has words of its own. */
const columns: readonly { readonly field: Field; readonly cells: readonly (string | null)[] }[] = [
  {
    field: labelled('ho_ten', 'Họ và tên', 'Full name', { required: true, semanticType: 'person-name' }),
    cells: [null, 'Lan 2'],
  },
  {
    field: labelled('ngay', 'Ngày nhận', 'Day of receipt', { type: 'date', limits: { minimum: '2020-01-01' } }),
    cells: ['31/02/2026', 'mai', '2026', '1/1/2019'],
  },
  { field: labelled('sinh', 'Ngày sinh', 'Day of birth', { type: 'date', personal: 'basic' }), cells: ['1/2/57'] },
  { field: labelled('luc', 'Lúc', 'Moment', { type: 'timestamp' }), cells: ['hôm qua'] },
  { field: labelled('gio', 'Giờ', 'Time', { type: 'time' }), cells: ['25:00'] },
  { field: labelled('co', 'Có hay không', 'Yes or no', { type: 'boolean' }), cells: ['hai'] },
  {
    field: labelled('so', 'Số hộ', 'Households', {
      type: 'integer',
      limits: { minimum: 0, maximum: 99, multipleOf: 5 },
    }),
    cells: ['1.5', '1.23E+11', '99999999999999999', 'x', '-5', '100', '7'],
  },
  {
    field: labelled('tien', 'Số tiền', 'Amount', {
      type: 'number',
      physicalType: { kind: 'decimal', precision: 9, scale: 2 },
    }),
    cells: ['1,2345', 'x'],
  },
  { field: labelled('ty_le', 'Tỷ lệ', 'Share', { type: 'number' }), cells: ['1.234'] },
  {
    field: labelled('ma', 'Mã', 'Code', { limits: { minLength: 2, maxLength: 3, pattern: '^[A-Z]+$' } }),
    cells: ['A', 'ABCD', 'ab'],
  },
  {
    field: labelled('gioi', 'Giới tính', 'Sex', { enumeration: { values: ['Nam', 'Nữ'], severity: 'error' } }),
    cells: ['nam', '1'],
  },
  {
    field: labelled('ma_xa', 'Mã xã', 'Commune', {
      codeList: { id: 'commune', validOn: { kind: 'receipt' } },
      semanticType: 'commune-code',
    }),
    cells: ['24 133', '24118', '24550', '99999'],
  },
  {
    field: labelled('cccd', 'Số định danh', 'Personal id', { semanticType: 'personal-id' }),
    cells: [
      '66300000001',
      '1.2E+11',
      "'066300000001",
      '240123456',
      '066900000001',
      '999300000001',
      '066300000001.0',
      '12',
    ],
  },
  { field: labelled('cmnd', 'Số CMND', 'Identity card', { semanticType: 'identity-card' }), cells: ['066300000001'] },
  {
    field: labelled('mst', 'Mã số thuế', 'Tax code', { semanticType: 'tax-code' }),
    cells: ['0100109107', '6000000040', '0100109106-000', '0100109106001'],
  },
  {
    field: labelled('dt', 'Điện thoại', 'Phone', { semanticType: 'phone' }),
    cells: ['+84912345678', '0952345678', '01201234567', '1022', '+12025550100'],
  },
  {
    field: labelled('co_quan', 'Cơ quan', 'Agency', { semanticType: 'agency-code' }),
    cells: ['000.05.12.H15', 'h15.05', `H15.${'A'.repeat(40)}`],
  },
  { field: labelled('tthc', 'Mã thủ tục', 'Procedure', { semanticType: 'procedure-code' }), cells: ['1.00459'] },
  { field: labelled('ho_so', 'Mã hồ sơ', 'Dossier', { semanticType: 'dossier-code' }), cells: ['H15.05-260230-0001'] },
  { field: labelled('vi_do', 'Vĩ độ', 'Latitude', { type: 'number', semanticType: 'latitude' }), cells: ['108.05'] },
  { field: labelled('email', 'Thư điện tử', 'Email', { unique: true }), cells: ['a@b.vn', 'a@b.vn'] },
];

const contract = testContract({
  fields: [
    labelled('khoa', 'Khóa', 'Key', { required: true }),
    labelled('don_vi', 'Đơn vị', 'Unit'),
    ...columns.map(({ field }) => field),
  ],
  primaryKey: ['khoa'],
  rules: [
    {
      name: 'nhan_sau_sinh',
      expression: 'ngay > sinh',
      fields: ['ngay', 'sinh'],
      dimension: 'consistency',
      severity: 'warn',
      message: { vi: 'Ngày nhận phải sau ngày sinh', en: 'The day of receipt must lie after the birth' },
    },
  ],
});

/** A row for each cell, all others in it missing. */
const rows = columns.flatMap(({ cells }, column) =>
  cells.map((cell, index) => [
    `${column}.${index}`,
    '24133',
    ...columns.map((_, other) => (other === column ? cell : other === 0 ? 'Y Thoại' : null)),
  ]),
);
const both = ['1.0', null, 'Y Thoại', '2020-02-02', '1/1/2021', ...columns.slice(3).map(() => null)];
const foreign = ['khác', '24121', 'Y Thoại', ...columns.slice(1).map(() => null)];

async function everyFinding() {
  const tables = [
    {
      name: 'Biểu 1',
      columns: contract.fields.map(({ labels }) => labels.vi),
      rows: [...rows, both, foreign],
      shapes: [...rows.map((_, index) => (index === 2 ? '+thừa' : index === 3 ? '-1' : null)), null, null],
    },
  ];
  const { result } = await checkRows(bench, { contract, tables, unit: { field: 'don_vi', value: '24133' } });
  return result.findings;
}

test('says place, column, value, expectation and mend in both languages', async () => {
  const findings = await everyFinding();
  const text = findings.map(
    ({ rule, severity, message, expected, suggestion }) =>
      `${rule} ${severity}${suggestion === undefined ? '' : ` → ${suggestion}`}\n  ${message.vi}\n  ${message.en}\n  (${expected})\n`,
  );
  await expect(text.join('\n')).toMatchFileSnapshot('golden/messages.txt');
});

test('every problem that a rule can have has words in both languages', () => {
  const semantic = [
    'social-insurance',
    'health-insurance',
    'plate',
    'passport',
    'bank-account',
    'province-code',
    'parcel',
    'period',
    'email',
    'latitude',
    'commune-code',
    'address',
    'date',
    'person-name',
  ] as const;
  const all = testContract({
    ...contract,
    fields: [
      ...contract.fields,
      ...semantic.map((semanticType, index) => testField(`o${index}`, { semanticType })),
      ...(['northing', 'easting'] as const).map((semanticType) =>
        testField(semanticType, { type: 'number', semanticType }),
      ),
      testField('so_tien', { type: 'integer', semanticType: 'money' }),
      testField('noi_den', { reference: { dataset: 'dm', field: 'ma' } }),
    ],
  });
  const { rules } = compileContract(all, {
    receivedOn: '2026-11-22',
    codeLists: () => testCommunes,
    numberStyles: new Map(),
    unit: { field: 'don_vi', value: '24133' },
    corrects: true,
    references: [{ dataset: 'dm', field: 'ma', state: 'found', title: { vi: '', en: '' }, files: [], type: 'VARCHAR' }],
  });
  const codes = new Set(rules.flatMap(({ problems }) => problems.map(({ code }) => code)));
  expect(Object.keys(vietnamese).toSorted()).toEqual([...codes].toSorted());
  expect(Object.keys(english).toSorted()).toEqual([...codes].toSorted());
});

test('of a masked value nothing is made, and nothing is said', () => {
  const contract = testContract({
    fields: [labelled('dt', 'Điện thoại', 'Phone', { semanticType: 'phone', personal: 'basic' })],
  });
  const kept = {
    table: null,
    row: 2,
    rule: 'dt.semantic',
    field: 'dt',
    problem: 'lost-zero',
    severity: 'error',
    context: null,
  } as const;
  const [open, masked] = presentFindings(
    contract,
    [
      { ...kept, value: '912345678' },
      { ...kept, value: null, masked: true },
    ],
    { codeLists: () => undefined },
  );
  expect(open?.suggestion).toBe('0912345678');
  expect(masked).not.toHaveProperty('suggestion');
  expect(masked?.message.vi).toContain('«•••»');
});
