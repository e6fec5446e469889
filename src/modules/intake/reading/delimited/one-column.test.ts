import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '../read-options.ts';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { readBytes } from '../testing/read-bytes.ts';

const read = async (content: string, options: Partial<ReadOptions> = {}) => {
  const { tables, warnings } = await readBytes('a.csv', content, options);
  const [table] = tables;
  return { columns: table?.columns, rows: table?.rows, codes: warnings.map(({ code }) => code) };
};
const addresses = ['Số 12, đường Lê Duẩn', 'Thôn 3, xã Ea Kao', 'Số 5, đường Y Jút'];
const ragged = ['Đã nộp, chờ bổ sung', 'Thiếu bản sao, đã gọi, hẹn lại', 'Không rõ', 'Đủ, đã duyệt'];
const asColumn = (lines: readonly string[]) => lines.map((line) => [line]);

describe('a file of one column whose texts hold the delimiter', () => {
  test('is one column by the contract, without a doubt', async () => {
    const expectedHeadings = [['dia_chi'], ['ghi_chu']].map((names) => names.map(foldHeading));
    const { columns, rows, codes } = await read(['dia_chi', ...addresses].join('\n'), { expectedHeadings });
    expect([columns, rows, codes]).toEqual([['dia_chi'], asColumn(addresses), []]);
  });

  test.each([
    ['differently many', ['ghi_chu', ...ragged], []],
    ['equally many', ['Địa chỉ', ...addresses], ['delimiter-doubted']],
    ['numbers before some', ['Địa chỉ', '12, Lê Duẩn', '5, Y Jút', '31, Hùng Vương'], ['delimiter-doubted']],
    ['in few lines', ['ghi_chu', 'đất ở', 'đất vườn', 'rộng 1,5 ha', 'đất rừng'], ['delimiter-doubted']],
  ])('is one column without one: %s', async (_, lines, doubts) => {
    const { columns, rows, codes } = await read(lines.join('\n'));
    expect([columns, rows, codes]).toEqual([[lines[0]], asColumn(lines.slice(1)), doubts]);
  });

  test('is not one where a contract, or a heading over values, names the columns under a title', async () => {
    const expectedHeadings = [['ma'], ['ten']];
    const words = await read('xa\nma, ten\nA, Ea Kao\nB, Ea Tu\nC, Hòa An\n', { expectedHeadings });
    expect([words.columns, words.codes]).toEqual([['ma', 'ten'], []]);
    const values = await read('Xã của huyện\nma, ten, so\n1, Ea Kao, 5\n2, Ea Tu, 6\n');
    expect([values.columns, values.codes]).toEqual([['ma', 'ten', 'so'], []]);
    const unspaced = await read('Xã của huyện\nxa,loai\nEa Kao,xã\nEa Tu,xã\nEa Drăng,thị trấn\n');
    expect([unspaced.columns, unspaced.codes]).toEqual([['xa', 'loai'], []]);
  });

  test('is doubted where words alone stand on both sides of every blank', async () => {
    const { columns, codes } = await read(addresses.join('\n'));
    expect([columns?.length, codes]).toEqual([2, ['delimiter-doubted']]);
  });
});

test('a delimiter that cuts the heading wins over one that cuts the rows only', async () => {
  const rows = Array.from({ length: 2000 }, (_, at) => `hộ ${at}\tthôn 1, xã Ea Tu, huyện Lắk`);
  const { columns } = await read(['Tên\tĐịa chỉ', ...rows].join('\n'));
  expect(columns).toEqual(['Tên', 'Địa chỉ']);
});
