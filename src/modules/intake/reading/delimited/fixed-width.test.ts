import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../../../../../test/support/law-runs.ts';
import { cutLine, findFixedColumns } from './fixed-columns.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const names = ['STT', 'Họ và tên', 'Xã', 'Số tiền'];
const people = [
  ['1', 'Nguyễn Văn A', 'Ea Kao', '1.234.567'],
  ['2', 'Trần Thị Bích Ngọc', 'Buôn Đôn', '45.000'],
  ['10', 'Y Moan', "Cư M'gar", '1.200'],
  ['11', "H'Hen Niê", 'Ea Tu', '999.999'],
];

/** Lines with the columns one under the other, the last one set to the right. */
function lines(rows: readonly (readonly string[])[], widths: readonly number[]): readonly string[] {
  return rows.map((cells) =>
    cells
      .map((cell, at) => (at === 3 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('')
      .trimEnd(),
  );
}

const table = lines([names, ...people], [5, 25, 14, 12]);

describe('a text whose columns stand one under the other', () => {
  test.each([
    ['alone', table],
    [
      'with a rule under its heading',
      [table[0] ?? '', '---- ------------------------ ------------- -----------', ...table.slice(1)],
    ],
  ])('is cut at the same places, %s', async (_, text) => {
    const read = await readOnlyTable('a.txt', `${text.join('\r\n')}\r\n`);
    expect(read.columns).toEqual(names);
    expect(read.rows).toEqual(people);
  });

  test('has its titles and notes apart', async () => {
    const text = ['       DANH SÁCH NHẬN HỖ TRỢ NĂM 2025', '', ...table, 'Ghi chú: danh sách này đã niêm yết'].join(
      '\n',
    );
    const read = await readOnlyTable('a.txt', text);
    expect(read).toMatchObject({ headerRows: [3], columns: names, rows: people });
    expect(read.skipped.map(({ why }) => why)).toEqual(['title', 'blank', 'note']);
  });

  test('names the line in which a text runs on', async () => {
    const long = '3    Một cái tên dài quá hai mươi chữEa Kao               5';
    const { warnings } = await readBytes(
      'a.txt',
      [...table, long, ...Array.from({ length: 5 }, () => table.slice(1)).flat()].join('\n'),
    );
    expect(warnings).toMatchObject([
      { code: 'columns-misaligned', message: { en: expect.stringContaining('line 6') } },
    ]);
  });

  const full = [
    'MA   TEN XA           DAN SO',
    '24163Ea Kao            16043',
    '24490Tan Lap           27001',
    '22015Tuy Hoa          110222',
    '22016Tuy An            99111',
  ];

  test('is cut where its heading begins a column if the one before is full', async () => {
    const { tables, warnings } = await readBytes('a.txt', full.join('\n'));
    expect(tables[0]).toMatchObject({ columns: ['MA', 'TEN XA', 'DAN SO'] });
    expect(tables[0]?.rows[0]).toEqual(['24163', 'Ea Kao', '16043']);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['its heading names more than can be cut', [full[0] ?? '', ...full.slice(1).map((line) => line.replace(/^...../, '123456'))]], // prettier-ignore
    ['codes run on into names and nothing says where they end', full.slice(1)],
    ['it is too short for telling', full.slice(1, 4)],
  ])('is doubted where %s', async (_, text) => {
    const { warnings } = await readBytes('a.txt', text.join('\n'));
    expect(warnings.map(({ code }) => code)).toContain('columns-misaligned');
  });

  test.each([
    [
      'sentences',
      'Kính gửi các đồng chí\nĐây là văn bản thường\nXin cảm ơn các đồng chí\nTrân trọng kính chào\nNgười viết\n',
    ],
    ['a list', 'Ea Kao\nCư Êbur\nHòa Thắng\nEa Tu\nTân An\n'],
  ])('is not seen in %s', async (_, text) => {
    const { dialect } = await readBytes('a.txt', text);
    expect(dialect?.delimiter).toBe(',');
  });

  test('keeps every text that fits its column', () => {
    const word = fc.constantFrom('Ea Kao', 'Buôn Đôn', '12', '3,5', 'x', 'Nguyễn Thị Ánh');
    const number = fc.constantFrom('12', '3,5', '1.234.567', '0', '-45000');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, word, number), { minLength: 6, maxLength: 60 }), (rows) => {
        const text = lines([names, ...rows], [20, 20, 20, 20]);
        const columns = findFixedColumns(text.join('\n')) ?? [];
        expect(text.map((line) => cutLine(line, columns).cells)).toEqual([names, ...rows]);
      }),
      { numRuns: lawRuns(200) },
    );
  });
});

test.each([
  ['^', 'ma^ten\n1^a\n2^b\n'],
  ['~', 'ma~ten\n1~a\n2~b\n'],
  ['\u001f', 'ma\u001ften\n1\u001fa\n2\u001fb\n'],
])('«%s» parts cells, too', async (delimiter, text) => {
  const { dialect, tables } = await readBytes('a.csv', text);
  expect([dialect?.delimiter, tables[0]?.rows]).toEqual([
    delimiter,
    [
      ['1', 'a'],
      ['2', 'b'],
    ],
  ]);
});

test('apostrophes quote where nothing else does', async () => {
  const { rows } = await readOnlyTable('a.csv', "ma,ten\n1,'a, b'\n2,'c''d'\n3,'e'\n");
  expect(rows).toEqual([
    ['1', 'a, b'],
    ['2', "c'd"],
    ['3', 'e'],
  ]);
  expect(await readOnlyTable('a.csv', "ma,ten\n1,Cư M'gar\n2,'001\n")).toMatchObject({
    rows: [
      ['1', "Cư M'gar"],
      ['2', "'001"],
    ],
  });
});

test('line ends of all kinds in one file end rows, and a return within a row’s cells does not', async () => {
  const mixed = await readOnlyTable('a.csv', 'ma,ten\r\n1,a\n2,b\r3,"c\nd"\r\n4,e\n');
  expect(mixed).toMatchObject({
    rows: [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'c\nd'],
      ['4', 'e'],
    ],
    rowNumbers: [2, 3, 4, 6],
  });
  const within = await readOnlyTable('a.csv', 'ma,ten\n1,a\rb\n2,c\n');
  expect(within.rows).toEqual([
    ['1', 'a\nb'],
    ['2', 'c'],
  ]);
});

test.each([
  ['as it is printed', (text: string, width: number) => text.normalize('NFD') + ' '.repeat(width - text.length)],
  ['mark by mark', (text: string, width: number) => text.normalize('NFD').padEnd(width)],
])('a text whose marks stand behind their letters is cut where it was padded: %s', async (_, pad) => {
  const rows = [
    ['Mã', 'Thôn', 'Số'],
    ['001', 'Buôn Dhă', '12'],
    ['002', 'Thôn Tân Tiến', '7'],
    ['003', 'Buôn Kbu', '150'],
    ['004', 'Thôn Cao Thành', '31'],
    ['005', 'Thôn 3', '9'],
  ];
  const lines = rows.map(([code = '', village = '', count = '']) => pad(code, 6) + pad(village, 24) + count);
  const { tables, warnings } = await readBytes('a.txt', lines.join('\n'));
  expect([tables[0]?.columns, ...(tables[0]?.rows ?? [])]).toEqual(rows);
  expect(warnings).toEqual([]);
});
