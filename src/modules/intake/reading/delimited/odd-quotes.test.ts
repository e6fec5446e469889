import { expect, test } from 'vitest';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readBytes } from '../testing/read-bytes.ts';

const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index},"Ea Kao",x`);

test.each([1, 500])(
  'a quote in row %i that is not closed in its line, but by a later one, costs no other row',
  async (at) => {
    const rows = lines(1000);
    rows[at] = `${at},"Ea Tam,x`;
    const { tables, warnings } = await readBytes('a.csv', `Mã,Tên,Loại\n${rows.join('\n')}\n`);
    expect(tables[0]?.rowCount).toBe(1000);
    expect(tables[0]?.rows[at]).toEqual([String(at), '"Ea Tam', 'x']);
    expect(tables[0]?.rows[at + 1]?.[1]).toBe('Ea Kao');
    expect(warnings).toMatchObject([
      { code: 'quotes-mended', message: { vi: expect.stringContaining(`dòng ${at + 2};`) as string } },
    ]);
  },
);

test('a quote that nothing closes is refused by its line', async () => {
  const rows = [...lines(999), '999,"Ea Tam,x'];
  await expect(readBytes('a.csv', `Mã,Tên,Loại\n${rows.join('\n')}\n`)).rejects.toMatchObject({
    code: 'quote-unclosed',
    members: { line: 1001 },
  });
});

test('a text of several lines with an inner quote stays one cell', async () => {
  const rows = ['1,"dòng một\ndòng "hai" nữa",x', ...lines(10)];
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

test.each([
  ['quotes', '"'],
  ['apostrophes', "'"],
])('a quote that is open for longer than a row may be is told by its line: %s', async (_, quote) => {
  const [open, close] = [`${quote}a`, `b${quote}`];
  const rows = Array.from({ length: 400 }, (_row, at) => `${at},${quote}x${quote},z`);
  const lines = ['ma,ten,so', `1,${open}\n${close},2`, ...rows.slice(0, 5), `9,${open},1`];
  const content = [...lines, ...rows.map((row) => row.replaceAll(quote, ''))].join('\n');
  const limits = { ...defaultReadLimits, rowBytes: 1000 };
  await expect(readBytes('a.csv', content, { limits })).rejects.toMatchObject({
    code: 'quote-unclosed',
    members: { line: 9 },
  });
});
