import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseContract, semanticTypeNames, type Field, type SemanticTypeName } from '#modules/catalog/index.ts';
import { inspectRules } from '#modules/quality/offline/rules.ts';
import { maskSql } from '#modules/warehouse/index.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import { goodValues } from '../../../../../test/support/good-values.ts';
import { guideRows } from '../../../../../test/support/guide-kinds.ts';
import { dictionary, proposeFor } from './test-proposal.ts';

const rows = guideRows('contracts.md');

/** What people call a column of each kind. */
const headings: Readonly<Record<SemanticTypeName, string>> = {
  'personal-id': 'Số định danh cá nhân',
  'identity-card': 'Số CMND',
  'tax-code': 'Mã số thuế',
  'social-insurance': 'Mã số BHXH',
  'health-insurance': 'Thẻ BHYT',
  phone: 'Số điện thoại',
  plate: 'Biển số xe',
  'province-code': 'Mã tỉnh',
  'commune-code': 'Mã xã',
  'agency-code': 'Mã cơ quan',
  'procedure-code': 'Mã TTHC',
  'dossier-code': 'Mã hồ sơ',
  parcel: 'Thửa đất',
  passport: 'Số hộ chiếu',
  'bank-account': 'Số tài khoản',
  period: 'Kỳ báo cáo',
  date: 'Ngày sinh',
  number: 'Sản lượng',
  money: 'Số tiền (đồng)',
  percent: 'Tỷ lệ (%)',
  email: 'Thư điện tử',
  'person-name': 'Họ và tên',
  address: 'Địa chỉ',
  latitude: 'Vĩ độ',
  longitude: 'Kinh độ',
  northing: 'Tọa độ X (m)',
  easting: 'Tọa độ Y (m)',
};

const sampled = 20;

/** Of units only such as a province has. */
function samplesOf(name: SemanticTypeName): readonly string[] {
  const listed = {
    'province-code': ['66', '01', '79', '48'],
    'commune-code': ['24133', '24121', '24118', '24154'],
    'agency-code': ['H15.05', 'H15.12', 'H15.12.03', 'H15.16'],
  };
  const values = name in listed ? fc.constantFrom(...listed[name as keyof typeof listed]) : goodValues[name];
  return fc.sample(values, { numRuns: sampled, seed: 57 });
}

test('a column of every kind is proposed as it, with the mask of the guide, which hides what it says', async () => {
  const samples = semanticTypeNames.map((name) => ({ name, values: samplesOf(name) }));
  const lines = Array.from({ length: sampled }, (_, row) => samples.map(({ values }) => values[row] ?? '').join(';'));
  const { contract } = await proposeFor({
    text: [semanticTypeNames.map((name) => headings[name]).join(';'), ...lines, ''].join('\n'),
  });
  const parsed = parseContract(contract, { dictionary, inspect: inspectRules });
  const fields = parsed.ok ? parsed.contract.fields : [];
  const proposed = (at: number) => (semanticTypeNames[at] === 'number' ? 'number' : fields[at]?.semanticType);
  expect(semanticTypeNames.map((_, at) => proposed(at))).toEqual([...semanticTypeNames]);

  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const [at, { name, values }] of samples.entries()) {
    const field = fields[at];
    const mask = field?.mask;
    expect(field?.personal === 'none' ? undefined : mask, name).toBe(rows.find((row) => row.name === name)?.mask);
    if (field === undefined || field.personal === 'none' || mask === undefined) continue;
    const column = { name: 'o', type: 'VARCHAR', label: field.labels } as const;
    const read = await connection.runAndReadAll(
      `select o, ${maskSql('o', column, mask).sql} from (values ${values.map((value) => `(${quoteText(value)})`).join(', ')}) as t(o)`,
    );
    for (const [value, masked] of read.getRowsJson()) expect(masked, name).toBe(shown[mask](String(value)));
  }
  connection.closeSync();
});

test('kinds stay in a file of which every column has slips, as many as rows are rejected for', async () => {
  const slips: readonly (readonly [heading: string, good: (row: number) => string, slip: string, every: number])[] = [
    ['Số CCCD', (row) => `06608900${1000 + row}`, '6.6E+10', 110],
    ['Tên người nộp hồ sơ', () => 'Lê Thị Lan', 'Lê Văn 2', 30],
    ['Ngày tháng năm sinh', (row) => (row % 3 === 0 ? '1959' : `0${1 + (row % 9)}/05/1959`), 'hỏi lại', 40],
    ['Ngày cấp', (row) => `1${row % 9}/05/2024`, '31/02/2024', 40],
    ['Tỷ lệ (%)', (row) => `${row % 90},5%`, '~50%', 40],
    ['Diện tích (ha)', (row) => `${row % 90},5`, 'khoảng 5', 50],
    ['Mã xã', (row) => ['24133', '24121', '24154'][row % 3] ?? '', '643', 40],
    ['Chỗ ở hiện nay', () => 'Thôn 3, Xã Ea Kao', 'Hà Nội', 40],
  ];
  const lines = Array.from({ length: 330 }, (_, row) =>
    slips.map(([, good, slip, every], at) => (row % every === at + 1 ? slip : good(row))).join(';'),
  );
  const { contract } = await proposeFor({
    text: [slips.map(([heading]) => heading).join(';'), ...lines, ''].join('\n'),
  });
  const parsed = parseContract(contract, { dictionary, inspect: inspectRules });
  const fields = parsed.ok ? parsed.contract.fields : [];
  expect(fields.map(({ type, semanticType }) => semanticType ?? type)).toEqual([
    'personal-id',
    'person-name',
    'date',
    'date',
    'percent',
    'number',
    'commune-code',
    'address',
  ]);
});

/** A good value with a zero first, which a spreadsheet took from it, and its heading. */
const withoutZeros: readonly (readonly [SemanticTypeName, heading: string, value: (row: number) => string])[] = [
  ['personal-id', 'CCCD', (row) => `6608500${1000 + row}`],
  ['personal-id', 'Căn cước (Hà Nội)', (row) => `118500${1000 + row}`],
  ['identity-card', 'CMND', (row) => `2412${1000 + row}`],
  ['phone', 'SĐT', (row) => `91200${1000 + row}`],
  ['tax-code', 'MST', (row) => ['100109106', '100112437', '100686209'][row % 3] ?? ''],
  ['social-insurance', 'Mã số BHXH', (row) => `10512${1000 + row}`],
  ['province-code', 'Mã tỉnh', (row) => ['1', '2', '4', '6', '8'][row % 5] ?? ''],
  ['commune-code', 'Mã xã', (row) => `${1000 + row * 3}`],
];

test('codes that lost their zeros are proposed as what they are, masked, and the loss is told', async () => {
  const lines = Array.from({ length: 12 }, (_, row) => withoutZeros.map(([, , value]) => value(row)).join(';'));
  const { contract, columns } = await proposeFor({
    text: [withoutZeros.map(([, heading]) => heading).join(';'), ...lines, ''].join('\n'),
  });
  expect(columns.map(({ semanticType }) => semanticType)).toEqual(withoutZeros.map(([kind]) => kind));
  expect(columns.map(({ agree }) => [agree['semanticType'], agree['damaged']])).toEqual(withoutZeros.map(() => [1, 1]));
  const personal = ['personal-id', 'identity-card', 'phone', 'social-insurance'];
  expect(columns.map((column) => column.personal)).toEqual(
    withoutZeros.map(([kind]) => (personal.includes(kind) ? 'basic' : 'none')),
  );
  expect(contract.match(/mất số 0 ở đầu/g)).toHaveLength(withoutZeros.length);
  expect(columns[0]?.exceptions[0]?.suggestion).toBe('066085001000');
  // Twelve ids: none of them stands anywhere in what is handed on.
  expect(contract).not.toMatch(/66085001|1185001|91200100/);
});

test('codes of which only 1,23E+11 is left are proposed by their heading, and what is lost is told', async () => {
  const headings = { CCCD: 'personal-id', 'Số điện thoại': 'phone', 'Số tài khoản': 'bank-account' };
  const lines = Array.from({ length: 12 }, (_, row) => `6.6${row}E+10;9.1${row}E+08;1,2${row}E+12`);
  const { contract, columns } = await proposeFor({
    text: [Object.keys(headings).join(';'), ...lines, ''].join('\n'),
  });
  expect(columns.map(({ semanticType }) => semanticType)).toEqual(Object.values(headings));
  expect(contract.match(/1,23E\+11/g)).toHaveLength(3);
});

test('digits of persons under a heading that names them are no examples, whatever is wrong with them', async () => {
  const lines = Array.from({ length: 12 }, (_, row) => `99912345${10 + row}7;${row}`);
  const { contract } = await proposeFor({ text: ['Số CCCD;Nhóm', ...lines, ''].join('\n') });
  expect(contract).not.toContain('99912345');
});

/** What the masks let through of a good value, in other words than theirs. */
const shown: Readonly<Record<NonNullable<Field['mask']>, (value: string) => string | null>> = {
  hide: () => null,
  last4: (value) => `•••${value.slice(-4)}`,
  initials: (value) =>
    value
      .split(' ')
      .map((word) => `${[...word.toUpperCase()][0] ?? ''}.`)
      .join(''),
  year: (value) => value.slice(0, 4),
  commune: (value) => value.split(', ').find((part) => /^(?:Xã|Phường) /.test(part)) ?? null,
};
