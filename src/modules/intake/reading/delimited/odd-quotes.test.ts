import { describe, expect, test } from 'vitest';
import { readBytes } from '../testing/read-bytes.ts';

const lines = (count: number, quoted: boolean): string[] =>
  Array.from({ length: count }, (_, index) => (quoted ? `${index},"Ea Kao",x` : `${index},Ea Kao,x`));

describe.each([
  ['other quotes', true],
  ['no other quotes', false],
])('a quote that is not closed in its line, among %s', (_, quoted) => {
  test.each([1, 500, 999])('in row %i costs no other row', async (at) => {
    const rows = lines(1000, quoted);
    rows[at] = `${at},"Ea Tam,x`;
    const { tables, warnings } = await readBytes('a.csv', `Mã,Tên,Loại\n${rows.join('\n')}\n`);
    expect(tables[0]?.rowCount).toBe(1000);
    expect(tables[0]?.rows[at]).toEqual([String(at), '"Ea Tam', 'x']);
    expect(tables[0]?.rows[at === 999 ? 0 : at + 1]?.[1]).toBe('Ea Kao');
    expect(warnings).toMatchObject([
      { code: 'quotes-mended', message: { vi: expect.stringContaining(`dòng ${at + 2};`) as string } },
    ]);
  });
});

test('a text of several lines with an inner quote stays one cell', async () => {
  const rows = ['1,"dòng một\ndòng "hai" nữa",x', ...lines(10, true)];
  const { tables, warnings } = await readBytes('a.csv', `Mã,Tên,Loại\n${rows.join('\n')}\n`);
  expect(tables[0]?.rows[0]?.[1]).toBe('dòng một\ndòng hai" nữa"');
  expect(tables[0]?.rowCount).toBe(11);
  expect(warnings).toEqual([]);
});

test('line ends within quotes are none where records end in returns alone', async () => {
  const { tables, dialect } = await readBytes('a.csv', 'Mã,Tên\r1,"a\nb"\r2,"c\nd"\r');
  expect(dialect?.newline).toBe('\r');
  expect(tables[0]?.rows).toEqual([
    ['1', 'a\nb'],
    ['2', 'c\nd'],
  ]);
});
