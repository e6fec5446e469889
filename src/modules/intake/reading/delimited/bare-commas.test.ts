import { expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

const read = async (content: string) => {
  const { tables, warnings } = await readBytes('a.csv', content);
  return { rows: tables[0]?.rows, columns: tables[0]?.columns, codes: warnings.map(({ code }) => code) };
};

test('commas of an address that stands in no quotes cut no cell', async () => {
  const { rows, columns, codes } = await read(
    'id,ten,dia_chi,so\n1,A,Xã Ea Tu, huyện Lắk,5\n2,B,Thôn 2, xã Hòa An, huyện Ea Kar,7\n3,C,Buôn Dhă,9\n',
  );
  expect(columns).toEqual(['id', 'ten', 'dia_chi', 'so']);
  expect(rows).toEqual([
    ['1', 'A', 'Xã Ea Tu, huyện Lắk', '5'],
    ['2', 'B', 'Thôn 2, xã Hòa An, huyện Ea Kar', '7'],
    ['3', 'C', 'Buôn Dhă', '9'],
  ]);
  expect(codes).toEqual(['cells-joined']);
});

test.each([
  ['one record is cut in another place', 'id,ten,dc\n1,A,Xã B, huyện C\n2,A, B,Xã C\n3,D,Xã E, huyện F\n'],
  ['no cell begins with a blank', 'id,ten,dc\n1,A,Xã B,huyện C\n2,A,Xã C,huyện C\n'],
  ['a number follows', 'id,ten,so\n1,A,1, 5\n2,B,2, 7\n3,C,4, 5\n'],
  ['blanks follow every comma', 'id,ten,dc\n1, A, Xã B, C\n2, B, Xã C, D\n'],
])('where %s, nothing is joined', async (_, content) => {
  const { rows, codes } = await read(content);
  expect(codes).not.toContain('cells-joined');
  expect(rows?.[0]?.join()).not.toContain(', ');
});

test.each([
  ['one way', 'ma,so,ten\na,1,234,b\nc,5678,d\ne,12,345.5,f\n', ['1,234', '5678', '12,345.5'], 1],
  ['several columns', 'ten,so,thue\na,1,234,5,678\nb,2,345,678,9,123\n', ['1,234', '2,345,678'], 1],
  ['words beside', 'so,ten,loai\n1,234,567,a,100\n12,345,b,200\n7,c,300\n', ['1,234,567', '12,345', '7'], 0],
])('thousands in no quotes are put together: %s', async (_, content, expected, column) => {
  const { rows, codes } = await read(content);
  expect([rows?.map((row) => row[column]), codes]).toEqual([expected, ['cells-joined']]);
});

test('thousands that may be those of two columns are left, and the cell that is too many is named', async () => {
  const { tables, warnings } = await readBytes('a.csv', 'ma,dan_so,dat\n1,12,345,678\n2,23,456,789\n3,4,567,890\n');
  expect(tables[0]?.rows[0]).toEqual(['1', '12', '345', '678']);
  expect(warnings).toMatchObject([
    { code: 'column-unnamed', message: { vi: expect.stringContaining('dòng 2, cột 4: «678»') as string } },
  ]);
});
