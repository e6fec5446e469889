import { expect, test } from 'vitest';
import { isUnitsText, unitIn } from './units.ts';

test.each([
  ['Đơn vị tính: triệu đồng', true, 'triệu đồng'],
  ['(ĐVT: 1.000 đ)', true, '1.000 đ'],
  ['Đơn vị: nghìn người', true, 'nghìn người'],
  ['ĐVT triệu đồng', true, 'triệu đồng'],
  ['Đơn vị tính: Triệu đồng - Unit: Mill. dongs', true, 'Triệu đồng'],
  ['TÌNH HÌNH THU (Đơn vị: tr.đ)', true, 'tr.đ'],
  ['Bảng 3. Dân số - Đơn vị: Người', false, 'Người'],
  ['Đơn vị tính: Diện tích: ha; Sản lượng: tấn', true, 'Diện tích: ha; Sản lượng: tấn'],
  ['Đơn vị tính: người, %', true, undefined],
  ['Đơn vị tính:', true, undefined],
  ['Nghìn đồng/tháng', false, 'Nghìn đồng/tháng'],
  ['Đơn vị: UBND xã Dur Kmăl', false, undefined],
  ['Đơn vị (xã, phường)', false, undefined],
  ['Đơn vị hành chính', false, undefined],
  ['ĐVT', false, undefined],
])('%s', (text, line, unit) => {
  expect([isUnitsText(text), unitIn(text, true)]).toEqual([line, unit]);
});
