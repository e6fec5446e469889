import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFieldName, isReservedName } from '../contract/field-names.ts';
import { nameFields } from './name-fields.ts';

test.each([
  [
    ['2015-2016', '2015 / 16'],
    ['nam_2015_2016', 'nam_2015_16'],
  ],
  [
    ['Mã xã', 'Đơn vị'],
    ['ma_xa', 'don_vi'],
  ],
  [
    ['Giá trị', 'gia_tri'],
    ['gia_tri_2', 'gia_tri'],
  ],
  [
    ['Mã', 'mã', 'MA'],
    ['ma', 'ma_2', 'ma_3'],
  ],
  [
    ['2015', '12 tháng'],
    ['nam_2015', 'truong_12_thang'],
  ],
  [
    ['order', 'in', 'asOf'],
    ['truong_order', 'truong_in', 'asof'],
  ],
  [
    ['', '#', ''],
    ['cot_1', 'truong', 'cot_3'],
  ],
  [
    ['Dân số / Nam', 'Dân số / Nữ'],
    ['dan_so_nam', 'dan_so_nu'],
  ],
])('%j become %j', (headings, names) => {
  expect(nameFields(headings)).toEqual(names);
});

test('a heading of a sentence becomes a name that is cut between two words', () => {
  const [name = ''] = nameFields(['Số hộ nghèo theo chuẩn nghèo đa chiều giai đoạn 2022–2025 của xã, phường']);
  expect(name).toBe('so_ho_ngheo_theo_chuan_ngheo_da_chieu_giai_doan_2022_2025');
});

test('no field is called as the engine calls the places of rows: their cells would be taken for those', () => {
  expect(nameFields(['file_index', 'file_row_number'])).toEqual(['truong_file_index', 'truong_file_row_number']);
});

test('names are field names, none reserved, no two alike, whatever the headings', () => {
  const heading = fc.oneof(
    fc.string(),
    fc.constantFrom('a', 'A', 'á', 'a_2', 'select', '', '1', 'file_index', 'truong'),
  );
  fc.assert(
    fc.property(fc.array(heading, { maxLength: 30 }), (headings) => {
      const names = nameFields(headings);
      expect(names).toHaveLength(headings.length);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !isFieldName(name) || isReservedName(name) || name.length > 65)).toEqual([]);
    }),
  );
});
