import { expect, test } from 'vitest';
import { unitOfHeading } from './unit-of-heading.ts';

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
