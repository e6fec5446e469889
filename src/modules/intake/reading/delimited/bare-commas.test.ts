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
