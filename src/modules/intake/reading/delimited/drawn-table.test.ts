import { expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

test.each([
  [
    'MySQL',
    '+----+--------+\n| ma | ten    |\n+----+--------+\n| 01 | Ea Kao |\n| 02 |        |\n+----+--------+\n2 rows in set (0.00 sec)\n',
  ],
  ['PostgreSQL', ' ma |  ten   \n----+--------\n 01 | Ea Kao\n 02 | \n(2 rows)\n'],
  ['Markdown', '| ma | ten |\n|:---|----:|\n| 01 | Ea Kao |\n| 02 | |\n'],
])('lines that are drawn around cells are no cells: %s', async (_, content) => {
  const { tables, warnings } = await readBytes('a.txt', content);
  expect([tables[0]?.columns, tables[0]?.rows, warnings]).toEqual([
    ['ma', 'ten'],
    [
      ['01', 'Ea Kao'],
      ['02', null],
    ],
    [],
  ]);
});

test('signs of minus in a column are values where no line is drawn', async () => {
  const { tables } = await readBytes('a.csv', 'ma|so\n01|--\n02|-\n03|5\n');
  expect(tables[0]?.rows).toEqual([
    ['01', '--'],
    ['02', '-'],
    ['03', '5'],
  ]);
});
