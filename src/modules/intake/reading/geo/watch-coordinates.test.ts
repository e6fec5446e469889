import { expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

test.each([
  [
    'STT;Tên;Tọa độ X (m);Tọa độ Y (m)\n1;A;1400853,968;450927,263\n2;B;1448389,554;588820,061\n',
    'tung độ (Bắc, X) trước',
  ],
  ['ten,X,Y\nA,450927.263,1400853.968\nB,588820.061,1448389.554\n', 'hoành độ (Đông) trước'],
  ['ten,vi_do,kinh_do\nA,"1.400.853,968","450.927,263"\n', 'tung độ (Bắc, X) trước'],
])('columns with metres of VN-2000 are noticed, with zone, order and an example', async (csv, order) => {
  const { warnings } = await readBytes('a.csv', csv);
  expect(warnings).toMatchObject([{ code: 'coordinates-projected' }]);
  expect(warnings[0]?.message.vi).toContain('VN-2000 / TM-3 108°30′ (EPSG:9218)');
  expect(warnings[0]?.message.vi).toContain(order);
  expect(warnings[0]?.message.vi).toContain('108.050000, 12.666700');
  expect(warnings[0]?.message.vi).toContain('chỉ được tính khi quy định cấu trúc có trường cho chúng');
});

test('degrees, and numbers under the same headings that are no coordinates, are not', async () => {
  expect((await readBytes('a.csv', 'ten,X,Y\nA,12.6667,108.05\n')).warnings).toEqual([]);
  expect((await readBytes('a.csv', 'ten,X,Y\nA,1,2\nB,abc,4\n')).warnings).toEqual([]);
});
