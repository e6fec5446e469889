import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { findHeading } from './find-heading.ts';

test.each([
  ['with remarks behind the figures', 'Tên,Kế hoạch,Ghi chú\nA,1,B\nEa Tu,12,\nEa Kao,20,Tốt\n', true],
  ['over units, in a table of one row', 'STT,Chỉ tiêu,ĐVT,Năm,Kỳ\nA,B,C,1,2\n1,Lúa,ha,12,30\n', true],
  ['that are a class and its counts', 'Loại,Số hộ,Số người\nA,1,2\nB,3,4\nC,5,6\n', false],
  ['among rows of letters', 'Một,Hai,Ba,Bốn\nA,B,1,2\nC,D,3,4\nE,A,5,6\n', false],
])('letters and numbers under a heading number its columns: %s', (_, text, numbers) => {
  const rows = text.split('\n').map((line, at) => ({ row: at + 1, cells: line.split(','), exact: true }));
  expect(findHeading(rows.slice(0, -1), {}).skipped).toEqual(numbers ? [{ row: 2, why: 'repeated-header' }] : []);
});

test('a merged title says nothing of headings in two lines that are not merged', () => {
  const text = 'TỔNG HỢP,,,\nXã,Số hộ,,Khác\n,Nghèo,Cận,\nEa Tu,1,2,3\nEa Kao,4,5,6\n';
  const rows = text
    .split('\n')
    .map((line, at) => ({ row: at + 1, cells: line.split(',').map((cell) => cell || null) }));
  const merges = [{ firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 3 }];
  const { columns } = findHeading(rows.slice(0, -1), { merges });
  expect(columns).toEqual(['Xã', 'Số hộ / Nghèo', 'Số hộ / Cận', 'Khác']);
});

test('headings and units do not keep the text that they were cut out of', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: 60 }, (_, number) => {
    const lines = `Đơn vị tính: triệu đồng của năm ${number}\nMã hồ sơ của xã,Tên người nộp hồ sơ\n1,An\n2,Bình\n`;
    const text = Buffer.from(lines.padEnd(1_000_000), 'utf8').toString('utf8');
    const rows = text.split('\n').slice(0, 4);
    const { columns, facts } = findHeading(
      rows.map((row, index) => ({ row: index + 1, cells: row.split(','), exact: true })),
      {},
    );
    return { columns, facts };
  });
  collect();
  expect(kept[59]?.columns).toEqual(['Mã hồ sơ của xã', 'Tên người nộp hồ sơ']);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});
