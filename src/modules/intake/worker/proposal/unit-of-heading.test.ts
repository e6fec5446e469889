import { expect, test } from 'vitest';
import { mayCountIn, unitAbove, unitOfHeading } from './unit-of-heading.ts';

test.each([
  ['Diện tích (ha)', 'ha'],
  ['Diện tích (Km²)', 'Km²'],
  ['2011 / Area (Km2)', 'Km2'],
  ['Kinh phí (ĐVT: triệu đồng)', 'triệu đồng'],
  ['Kinh phí, tỷ đồng', 'tỷ đồng'],
  ['Dân số (nghìn người)', 'nghìn người'],
  ['Năng suất (tạ/ha)', 'tạ/ha'],
  ['Tỷ lệ (%)', '%'],
  ['Nhiệt độ (°C)', '°C'],
  ['Sản lượng [tấn]', 'tấn'],
  ['Số hộ', null],
  ['Họ và tên (chữ in hoa)', null],
  ['Ghi chú (nếu có)', null],
  ['Xã (phường)', null],
  ['Huyện, thị xã', null],
])('%s is counted in %s', (heading, unit) => {
  expect(unitOfHeading(heading)).toBe(unit);
});

test.each([
  ['Kế hoạch', 'triệu đồng', true],
  ['Số tiền', 'triệu đồng', true],
  ['Số hộ', 'triệu đồng', false],
  ['Dân số', 'nghìn người', true],
  ['Năm sinh', 'người', false],
  ['Cơ cấu (%)', 'ha', false],
  ['STT', 'ha', false],
])('figures under %s may be counted in %s as all of the table are: %s', (heading, unit, may) => {
  expect(mayCountIn(heading, unit)).toBe(may);
});

test.each([
  ['Kế hoạch', 'triệu đồng', 'triệu đồng'],
  ['Số hộ', 'triệu đồng', null],
  ['Vụ đông xuân / Diện tích', 'Diện tích: ha; Năng suất: tạ/ha', 'ha'],
  ['Năng suất', 'DT: ha, NS: tạ/ha, SL: tấn', 'tạ/ha'],
  ['Số hộ', 'DT: ha, NS: tạ/ha, SL: tấn', null],
])('a line above the table says of %s, «%s»: %s', (heading, line, unit) => {
  expect(unitAbove(heading, line)).toBe(unit);
});
