import { expect, test } from 'vitest';
import { nameCommune } from './unit-name.ts';

test.each([
  ['Phường Ea Kao', 'Phường Ea Kao', 'Ea Kao Ward'],
  ['Phường 9', 'Phường 9', 'Ward 9'],
  ["Xã  Ea H'Leo ", "Xã Ea H'Leo", "Ea H'Leo Commune"],
  ['Thị Trấn Phú Hoà', 'Thị trấn Phú Hoà', 'Phu Hoa Township'],
  ['Đặc khu Hoàng Sa', 'Đặc khu Hoàng Sa', 'Hoang Sa Special Zone'],
  ['Xã Đắk Liêng'.normalize('NFD'), 'Xã Đắk Liêng', 'Dak Lieng Commune'],
])('%s', (text, vi, en) => {
  expect(nameCommune(text)).toEqual({ vi, en });
});
