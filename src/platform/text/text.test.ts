import { expect, test } from 'vitest';
import { normalizeCellText } from './cell-text.ts';
import { foldHeading } from './fold-heading.ts';

test.each([
  ['Mã xã/phường', 'MA_XA PHUONG'],
  ['Thuý Hoà', 'Thúy Hòa'],
  ['Lí do', 'Lý do'],
  ['Họ  và tên', 'Ho va ten'.normalize('NFD')],
  ['MaXa', 'ma_xa'],
  ['Đơn vị (tính)', 'don vi tinh'],
])('the headings %s and %s fold alike', (one, other) => {
  expect(foldHeading(one)).toBe(foldHeading(other));
});

test('different headings stay different', () => {
  expect(new Set(['Mã xã', 'Tên xã', 'Mã', 'Năm 2024', 'Năm 2025'].map(foldHeading)).size).toBe(5);
});

test.each([
  ['Đắk Lắk'.normalize('NFD'), 'Đắk Lắk'],
  ['\u00a0 a \u00a0', 'a'],
  ['a\r\nb\rc', 'a\nb\nc'],
  ['C\u00ad', 'C\u00ad'],
  ['  ', ''],
])('the cell %j reads %j', (text, cell) => {
  expect(normalizeCellText(text)).toBe(cell);
});
