import { expect, test } from 'vitest';
import { customProperties, makeContract } from '../../../../../test/support/make-contract.ts';
import { parseContract } from '#modules/catalog/offline.ts';
import type { ColumnProfile } from '#modules/quality/offline/profile.ts';
import { matchColumns } from '#modules/quality/offline/rules.ts';
import { chooseMapping, knownForms, type KnownMapping } from './choose-mapping.ts';
import { compareForms } from './compare-forms.ts';
import { formFingerprint } from '../../mapping/form-fingerprint.ts';
import { judgeMapping } from '../../mapping/judge-mapping.ts';
import { lookRows } from './look-rows.ts';
import { mappedReading } from './mapped-reading.ts';
import { proposeColumns } from './propose-columns.ts';
import { retitleColumns } from './retitle-columns.ts';
import { headingLikeness } from './word-likeness.ts';

const labelled = (vi: string, custom: Readonly<Record<string, unknown>> = {}) => ({
  customProperties: customProperties({ 'daklake.labels': { vi, en: vi }, ...custom }),
});
const read = parseContract(
  makeContract({
    fields: [
      { name: 'ma_xa', logicalType: 'string', required: true, ...labelled('Mã xã') },
      {
        name: 'ten_ho',
        logicalType: 'string',
        required: true,
        ...labelled('Tên chủ hộ', { 'daklake.formerNames': ['chu_ho'] }),
      },
      { name: 'dan_so', logicalType: 'integer', ...labelled('Dân số') },
      { name: 'ngay', logicalType: 'date', required: true, ...labelled('Ngày lập') },
    ],
  }),
);
const contract = read.ok ? read.contract : expect.fail(JSON.stringify(read.problems));
const form = ['TT', 'Đơn vị', 'Người đại diện', 'Mã xã', 'Lập ngày'];

function known(columns: readonly (readonly [string, string | null])[], more: Partial<KnownMapping> = {}): KnownMapping {
  const mapped = columns.map(([heading, field]) => ({ heading, field }));
  const fingerprint = formFingerprint(mapped.map(({ heading }) => heading));
  return { columns: mapped, constants: [], table: null, longForm: false, fingerprint, version: 3, ...more };
}

const mapping = known([
  ['TT', null],
  ['Đơn vị', 'ma_xa'],
  ['Người đại diện', 'chu_ho'],
  ['Mã xã', null],
  ['Lập ngày', 'ngay'],
]);

test('a form is read by its own mapping, whatever its case; fields that were renamed since are found', () => {
  const chosen = chooseMapping(
    contract,
    ['tt', 'DON VI', 'Người Đại Diện', 'ma xa', 'lập ngày', ''],
    knownForms([mapping]),
  );
  expect(chosen).toMatchObject({
    used: { fingerprint: mapping.fingerprint, version: 3 },
    fields: [null, 'ma_xa', 'ten_ho', null, 'ngay', null],
    changes: null,
    missing: [],
  });
});

test('a changed form is read by the headings that it kept, and by the contract for those that are new', () => {
  const chosen = chooseMapping(
    contract,
    ['Lập ngày', 'Đơn vị', 'Dân số', 'Mã xã', 'Người đại diện'],
    knownForms([mapping]),
  );
  expect(chosen?.fields).toEqual(['ngay', 'ma_xa', 'dan_so', null, 'ten_ho']);
  expect(chosen?.changes).toMatchObject({ added: ['Dân số'], gone: ['TT'], renamed: [], version: 3 });
  expect(chosen?.missing).toEqual([]);
  expect(chooseMapping(contract, ['TT', 'Đơn vị', 'A', 'B', 'C', 'D'], knownForms([mapping]))).toBeUndefined();
  const lacking = chooseMapping(contract, ['TT', 'Đơn vị', 'Mã xã', 'Lập ngày'], knownForms([mapping]));
  expect(lacking?.missing).toEqual(['ten_ho']);
});

test('a column that is called quite otherwise is known by its neighbours', () => {
  const { renamed, gone, added } = compareForms(
    ['TT', 'Xã', 'Trễ', 'Ghi chú'],
    ['TT', 'Xã', 'Chậm', 'Ghi chú', 'Ký tên'],
  );
  expect({ renamed, gone, added }).toEqual({ renamed: [{ from: 'Trễ', to: 'Chậm' }], gone: [], added: ['Ký tên'] });
  const elsewhere = compareForms(['TT', 'Xã', 'Trễ', 'Ghi chú'], ['TT', 'Xã', 'Ghi chú', 'Chậm']);
  expect(elsewhere).toMatchObject({ renamed: [], gone: ['Trễ'], added: ['Chậm'] });
});

test('headings are retitled so that the contract finds in every column what the mapping says, and no more', () => {
  const fields = [null, 'ma_xa', 'ten_ho', null, 'ngay'];
  const { columns, constants } = retitleColumns(contract, form, fields, [{ heading: 'dan_so', value: '7' }]);
  expect(columns).toEqual(['TT', 'Mã xã', 'Tên chủ hộ', 'Mã xã (không dùng)', 'Ngày lập']);
  expect(constants).toEqual([{ heading: 'Dân số', value: '7' }]);
  expect(matchColumns(contract, columns).columns).toEqual([1, 2, undefined, 4]);
  const plain = ['Ngày lập', 'Tên chủ hộ', 'Mã xã'];
  expect(retitleColumns(contract, plain, ['ngay', 'ten_ho', 'ma_xa'], []).columns).toBe(plain);
  // Two columns that bear each other's names.
  const crossed = retitleColumns(contract, plain, ['ngay', 'ma_xa', 'ten_ho'], []).columns;
  expect(matchColumns(contract, crossed).columns).toEqual([1, 2, undefined, 0]);
});

test('of several tables of one form only the one that is meant is read, where it is there', () => {
  const known = [{ ...mapping, table: 'Biểu 2' }];
  const mapped = mappedReading(contract, known, undefined);
  const { columns = [] } = mapped.options.retitle?.(form) ?? {};
  const tables = [
    { name: 'Biểu 1', columns },
    { name: 'Biểu 2', columns },
    { name: 'Bìa', columns: ['a'] },
  ];
  expect(mapped.select(tables).map(({ name }) => name)).toEqual(['Biểu 2', 'Bìa']);
  expect(mapped.select(tables.toSpliced(1, 1))).toHaveLength(2);
});

test('a mapping names fields that there are, each once, and none of the required ones is left', () => {
  expect(() => judgeMapping(contract, mapping)).toThrow(/chu_ho/);
  const full = known([['A', 'ma_xa'], ['B', 'ten_ho'], ['C', 'ngay']]); // prettier-ignore
  expect(() => judgeMapping(contract, full)).not.toThrow();
  const twice = known([['A', 'ma_xa'], ['B', 'ten_ho'], ['C', 'ngay'], ['D', 'ngay']]); // prettier-ignore
  expect(() => judgeMapping(contract, twice)).toThrow(/twice: ngay/);
  const less = known([['A', 'ma_xa'], ['B', 'ten_ho']]); // prettier-ignore
  expect(() => judgeMapping(contract, less)).toThrow(expect.objectContaining({ code: 'mapping-incomplete' }));
  const value = { field: 'ngay', from: 'value', value: ' ' } as const;
  expect(() => judgeMapping(contract, { ...less, constants: [value] })).toThrow(/Without a value/);
  expect(() => judgeMapping(contract, { ...less, constants: [{ ...value, value: '2026' }] })).not.toThrow();
});

test('words tell headings apart, accents too, and abbreviations are known by their letters', () => {
  expect(headingLikeness('Tiếp nhận trong kỳ / Trực tuyến', 'Tiếp nhận trực tuyến')).toBeGreaterThan(0.75);
  expect(headingLikeness('Ký hiệu', 'Kỳ báo cáo')).toBeLessThan(0.4);
  expect(headingLikeness('Ho ten chu ho', 'Họ tên chủ hộ')).toBe(1);
  expect(headingLikeness('Diện tích', 'Họ tên')).toBeLessThan(0.2);
});

function profile(heading: string, kinds: Readonly<Record<string, number>>, rows = 10): ColumnProfile {
  const counts = Object.entries(kinds).map(([kind, agrees]) => [kind, { agrees, mended: 0, typical: agrees }] as const);
  // Only what likeness asks of a profile.
  return { heading, rows, missing: 0, kinds: new Map(counts), lists: [], frequent: [], maxLength: 9 } as never;
}

test('columns are proposed by name, then by words, then by what only they can hold; a serial number is not', () => {
  const headings = ['TT', 'Mã xã', 'Họ tên chủ hộ', 'Thời điểm', 'Số dân'];
  const columns = proposeColumns(contract, headings, {
    profile: [
      profile('TT', { integer: 10 }),
      profile('Mã xã', {}),
      profile('Họ tên chủ hộ', {}),
      profile('Thời điểm', { date: 10 }),
      profile('Số dân', { integer: 10 }),
    ],
  });
  expect(columns.map(({ field, confidence, reason }) => [field, confidence, reason])).toEqual([
    [null, null, null],
    ['ma_xa', 'sure', 'name'],
    ['ten_ho', 'likely', 'words'],
    ['ngay', 'guess', 'values'],
    ['dan_so', expect.stringMatching(/likely|guess/), expect.stringContaining('words')],
  ]);
});

test('what the cells hold speaks against a heading that is nearly right', () => {
  const columns = proposeColumns(contract, ['Ngày lập hồ sơ'], { profile: [profile('Ngày lập hồ sơ', { date: 1 })] });
  expect(columns[0]?.field).toBeNull();
});

test('a sheet looks as it is: merged cells once, rows between the first and the last left out, values concealed if need be', () => {
  const rows = [
    { row: 1, cells: ['DANH SÁCH', null, null] },
    { row: 2, cells: ['Mã', 'Dân số', null] },
    { row: 3, cells: [null, 'Nam', 'Nữ'] },
    ...Array.from({ length: 40 }, (_, index) => ({ row: index + 4, cells: [`${index}`, '1', '2'] })),
    { row: 44, cells: ['Cộng', '40', '80'] },
  ];
  const table = {
    headerRows: [2, 3],
    skipped: [
      { row: 1, why: 'title' },
      { row: 44, why: 'total' },
    ],
    lastRow: 43,
  };
  const merges = [
    { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 2 },
    { firstRow: 2, lastRow: 3, firstColumn: 0, lastColumn: 0 },
    { firstRow: 2, lastRow: 2, firstColumn: 1, lastColumn: 2 },
  ];
  // Only what a look goes by.
  const look = lookRows({ table: table as never, rows, merges, longForm: null }, { width: 3, masked: true });
  expect(look).toHaveLength(1 + 2 + 30 + 1);
  expect(look[0]?.cells).toEqual([{ column: 0, text: 'DANH SÁCH', across: 3, down: 1 }]);
  expect(look[1]?.cells).toEqual([
    { column: 0, text: 'Mã', across: 1, down: 2 },
    { column: 1, text: 'Dân số', across: 2, down: 1 },
  ]);
  expect(look[2]?.cells.map(({ column, text }) => [column, text])).toEqual([[1, 'Nam'], [2, 'Nữ']]); // prettier-ignore
  expect(look[3]?.cells.map(({ text }) => text)).toEqual(['•••', '•••', '•••']);
  expect(look.at(-1)).toMatchObject({ row: 44, kind: 'total' });
});
