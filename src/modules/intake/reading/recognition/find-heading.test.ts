import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { findHeading } from './find-heading.ts';

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
