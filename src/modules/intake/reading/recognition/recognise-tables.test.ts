import { describe, expect, test } from 'vitest';
import { makeWorkbook, row } from '../../../../../test/support/make-workbook.ts';
import { readBytes } from '../testing/read-bytes.ts';
import type { ReadOptions } from '../read-options.ts';

type Cells = readonly (string | number | null)[];

async function tablesOf(rows: readonly Cells[], options: Partial<ReadOptions> = {}, merges: readonly string[] = []) {
  const xml = rows.map((cells, index) => row(index + 1, cells)).join('');
  const { tables } = await readBytes('a.xlsx', await makeWorkbook([{ name: 'Biểu', rows: xml, merges }]), options);
  return tables;
}

const people: readonly Cells[] = [
  ['STT', 'Xã', 'Dân số'],
  [1, 'Tân Lập', 100],
  [2, 'Ea Kao', 200],
];
const schools: readonly Cells[] = [
  ['STT', 'Trường', 'Số lớp', 'Số HS'],
  [1, 'Trường A', 10, 300],
  [2, 'Trường B', 11, 350],
];

test('the heading of days of a month under one name, over ticks', async () => {
  const days = Array.from({ length: 28 }, (_, at) => at + 1);
  const ticks = days.map((day) => (day % 9 === 0 ? 'P' : 'x'));
  const rows = [
    ['Họ tên', 'Tháng 2'],
    [null, ...days],
    ['Hải', ...ticks],
    ['Hường', ...ticks],
    ['Kiên', ...ticks],
  ];
  const [table] = await tablesOf(rows, {}, ['A1:A2', 'B1:AC1']);
  expect(table).toMatchObject({ headerRows: [1, 2], rowCount: 3 });
  expect(table?.columns.slice(0, 2)).toEqual(['Họ tên', 'Tháng 2 / 1']);
});

test('lists of other things with their figures stand beside each other; further figures of one list do not', async () => {
  const crops = [['Loại cây', 'Diện tích'], ['Cà phê', 1200], ['Tiêu', 300], ['Điều', 500]]; // prettier-ignore
  const animals = [['Con giống', 'Số con'], ['Bò', 1200], ['Lợn', 990], ['Gà', 15000]]; // prettier-ignore
  const beside = crops.map((cells, at) => [...cells, null, ...(animals[at] ?? [])]);
  expect((await tablesOf(beside)).map(({ columns }) => columns)).toEqual([
    ['Loại cây', 'Diện tích'],
    ['Con giống', 'Số con'],
  ]);
  const numbered = beside.map((cells, at) => [at === 0 ? 'STT' : at, ...cells]);
  expect(await tablesOf(numbered)).toMatchObject([{ rowCount: 3 }]);
  const officials = beside.map((cells, at) => cells.with(3, ['Chủ tịch', 'Y Bảo', 'H Linh', 'Lê An'][at] ?? null));
  expect(await tablesOf(officials)).toMatchObject([{ rowCount: 3 }]);
});

describe('tables one below another', () => {
  test('are tables of their own, with their own titles, totals and notes', async () => {
    const tables = await tablesOf([
      ['BÁO CÁO'],
      ['Biểu 1. Dân số'],
      ...people,
      [null, 'Tổng cộng', 300],
      ['Ghi chú: sơ bộ'],
      [],
      ['Biểu 2. Trường học'],
      ['ĐVT: lớp'],
      ...schools,
      [null, 'Tổng cộng', 21, 650],
    ]);
    expect(tables).toMatchObject([
      {
        name: 'Biểu',
        headerRows: [3],
        columns: ['STT', 'Xã', 'Dân số'],
        firstRow: 4,
        lastRow: 5,
        skipped: [
          { row: 1, why: 'title' },
          { row: 2, why: 'title' },
          { row: 6, why: 'total' },
          { row: 7, why: 'note' },
        ],
      },
      {
        name: 'Biểu (2)',
        sheet: 'Biểu',
        headerRows: [11],
        columns: ['STT', 'Trường', 'Số lớp', 'Số HS'],
        rows: [
          ['1', 'Trường A', '10', '300'],
          ['2', 'Trường B', '11', '350'],
        ],
        skipped: [
          { row: 9, why: 'title' },
          { row: 10, why: 'units' },
          { row: 14, why: 'total' },
        ],
      },
    ]);
  });

  test.each([
    ['a blank row alone parts them', [...people, [], ...schools], 2],
    ['a title alone parts them', [...people, ['Bảng 2'], ...schools], 2],
    ['a heading of other names parts them', [...people, ...schools], 2],
    ['so does the same heading under a title of its own', [['Xã A'], ...people, ['Xã B'], ...people], 2],
    ['a heading that comes again on the next page does not', [['DANH SÁCH'], ...people, ['Trang 1/2'], ...people], 1],
    ['nor under the title of the first page', [['DANH SÁCH'], ...people, [], ['DANH SÁCH'], ...people], 1],
    ['nor does a blank row', [...people, [], [3, 'Ea Tu', 50]], 1],
    ['nor a row of words where there are numbers', [...people, [], ['Ea Tu', 'không có', 'không có'], [4, 'A', 5]], 1],
    ['nor a form above', [['Đơn vị:', 'Sở Y tế'], ['Năm', 2026], [], ...people], 1],
    ['nor a group’s name', [...people, [], ['Huyện Krông Pắc'], [3, 'Ea Tu', 50]], 1],
  ])('%s', async (_, rows: readonly Cells[], count) => {
    expect(await tablesOf(rows)).toHaveLength(count);
  });

  test('far below the rows that are held, too', async () => {
    const many = Array.from({ length: 400 }, (_, index): Cells => [index + 3, `Xã ${index}`, index]);
    const tables = await tablesOf([...people, ...many, [null, 'Tổng cộng', 1], [], ['Bảng 2'], ...schools]);
    expect(tables.map(({ rowCount, firstRow, lastRow }) => [rowCount, firstRow, lastRow])).toEqual([
      [402, 2, 403],
      [2, 408, 409],
    ]);
    expect(tables[0]?.skipped).toEqual([{ row: 404, why: 'total' }]);
  });

  test('in a text file each has its own width', async () => {
    const { tables } = await readBytes('a.csv', 'Loại,Số,,\nNam,5,,\nNữ,6,,\n,,,\nSTT,Mã,Tên,Số\n1,24121,A,7\n');
    expect(tables).toMatchObject([
      { name: null, columns: ['Loại', 'Số'], rowCount: 2 },
      { name: '(2)', sheet: null, columns: ['STT', 'Mã', 'Tên', 'Số'], rowCount: 1 },
    ]);
  });
});

describe('tables side by side', () => {
  test('are parted by the empty column between them, a title over both being each one’s', async () => {
    const beside = people.map((cells, index) => [...cells, null, ...(schools[index] ?? [])]);
    const tables = await tablesOf([['TỔNG HỢP'], ...beside, [3, 'Ea Tu', 5]]);
    expect(tables).toMatchObject([
      { columns: ['STT', 'Xã', 'Dân số'], rowCount: 3, skipped: [{ row: 1, why: 'title' }] },
      { columns: ['STT', 'Trường', 'Số lớp', 'Số HS'], rowCount: 2, skipped: [{ row: 1, why: 'title' }] },
    ]);
  });

  test.each([
    [
      'an empty column among numbers',
      [],
      [
        ['STT', 'Xã', null, 'Nam', 'Nữ'],
        [1, 'A', null, 5, 6],
        [2, 'B', null, 7, 8],
      ],
    ],
    [
      'a merged one',
      ['B1:C1'],
      [
        ['STT', 'Họ tên', null, 'Mã xã', 'Năm'],
        [1, 'A', null, '24121', 1990],
      ],
    ],
  ])('%s parts none', async (_, merges, rows: readonly Cells[]) => {
    expect(await tablesOf(rows, {}, merges)).toHaveLength(1);
  });

  test('fields that a contract has on both sides are one table', async () => {
    const rows = [
      ['Mã', 'Số', null, 'Mã', 'Tên'],
      ['1', 2, null, '3', 'A'],
      ['4', 5, null, '6', 'B'],
    ];
    expect(await tablesOf(rows)).toHaveLength(2);
    expect(await tablesOf(rows, { expectedHeadings: [['so'], ['ten']] })).toHaveLength(1);
  });
});

test('remarks beside a table are none of it', async () => {
  const [table] = await tablesOf([...people, [3, 'Ea Tu', 5, null, 'Ghi chú: mới tách từ xã khác']]);
  expect(table).toMatchObject({ columns: ['STT', 'Xã', 'Dân số'], rowCount: 3 });
});

describe('sheets that nobody laid out', () => {
  test('of hundreds of tables keep every row', async () => {
    const content = Array.from({ length: 300 }, (_, index) => `Bảng ${index};;\nSTT;Xã;Số\n1;A;${index}\n;;\n`).join(
      '',
    );
    const { tables } = await readBytes('a.csv', content);
    expect(tables.length).toBeLessThanOrEqual(201);
    const rows = tables.flatMap((table) => table.rows.filter(([first]) => first === '1'));
    expect(rows.map((cells) => cells[2])).toEqual(Array.from({ length: 300 }, (_, index) => String(index)));
  });

  test.each([
    ['above', (blank: string) => `${blank}ma,ten,so\n1,a,2\n3,b,4\n`, 2],
    ['in', (blank: string) => `ma,ten,so\n1,a,2\n3,b,4\n${blank}5,c,6\n`, 3],
    ['below words of', (blank: string) => `ma,ten,so\n1,a,2\n3,b,4\n\nma2,ten2,so2\n${blank}5,c,6\n`, 4],
  ])('of any number of blank rows %s a table take no longer than the rows', { timeout: 10_000 }, async (...given) => {
    const [, sheet, rowCount] = given;
    const { tables } = await readBytes('a.csv', sheet('\n'.repeat(100_000)));
    expect(tables).toMatchObject([{ columns: ['ma', 'ten', 'so'], rowCount }]);
  });

  test('with thousands of gaps are one table', async () => {
    const line = (cell: (column: number) => string) =>
      Array.from({ length: 6000 }, (_, column) => (column % 3 === 2 ? '' : cell(column))).join(';');
    const rows = Array.from({ length: 20 }, (_, row) =>
      line((column) => (row === 0 ? `n${column}` : `${row + column}`)),
    );
    const { tables } = await readBytes('a.csv', `${rows.join('\n')}\n`);
    expect(tables).toMatchObject([{ rowCount: 19 }]);
  });
});

test('columns that are empty before a table are none of it', async () => {
  const tables = await tablesOf([[null, 'DANH SÁCH'], ...people.map((cells) => [null, ...cells])]);
  expect(tables).toMatchObject([
    { columns: ['STT', 'Xã', 'Dân số'], rowCount: 2, skipped: [{ row: 1, why: 'title' }] },
  ]);
});

test('a table under the next «Bảng 2.» is another one, though it is of words as the first', async () => {
  const tables = await tablesOf([
    ['Bảng 1. Trường học'],
    ['Mã', 'Tên trường', 'Số lớp'],
    ['001', 'THPT Buôn Ma Thuột', 36],
    ['002', 'THCS Lạc Long Quân', 20],
    [],
    ['Bảng 2. Giáo viên'],
    ['Mã', 'Họ tên', 'Trình độ'],
    ['GV1', 'Lê A', 'Thạc sĩ'],
    ['GV2', 'Lê B', 'Cử nhân'],
    ['Danh sách có 02 người.'],
  ]);
  expect(tables.map(({ columns, rowCount }) => [columns, rowCount])).toEqual([
    [['Mã', 'Tên trường', 'Số lớp'], 2],
    [['Mã', 'Họ tên', 'Trình độ'], 2],
  ]);
});

test('of hundreds of thousands of blank rows only so many are named, and every other row is read', async () => {
  const { tables } = await readBytes('a.csv', `a,b\n1,2\n${'\n'.repeat(120_000)}3,4\n`);
  expect(tables).toMatchObject([{ rowCount: 2, lastRow: 120_003 }]);
  expect(tables[0]?.skipped.length).toBe(100_000);
});

describe('cells merged downwards', () => {
  const rows: readonly Cells[] = [
    ['Huyện', 'Xã', 'Hộ'],
    ['Lắk', 'Yang Tao', 5],
    [null, 'Bông Krang', 6],
    [null, 'Cộng', 11],
    ['Ea Kar', 'Ea Ô', 7],
    [null, 'Cư Ni', 8],
    [null, 'Cộng', 15],
    ['Tổng cộng', null, 26],
  ];

  test('are repeated in every row that they cover, and count once', async () => {
    const xml = rows.map((cells, index) => row(index + 1, cells)).join('');
    const sheet = { name: 'Biểu', rows: xml, merges: ['A2:A4', 'A5:A7', 'A8:B8'] };
    const { tables, warnings } = await readBytes('a.xlsx', await makeWorkbook([sheet]));
    expect(tables).toMatchObject([
      {
        rows: [
          ['Lắk', 'Yang Tao', '5'],
          ['Lắk', 'Bông Krang', '6'],
          ['Ea Kar', 'Ea Ô', '7'],
          ['Ea Kar', 'Cư Ni', '8'],
        ],
      },
    ]);
    expect(tables[0]?.skipped.map(({ row: at, why }) => `${at} ${why}`)).toEqual([
      '4 subtotal',
      '7 subtotal',
      '8 total',
    ]);
    expect(warnings.map(({ code }) => code)).toEqual(['cells-merged']);
  });

  test('are repeated however far below the first rows they are', async () => {
    const many = Array.from({ length: 1500 }, (_, at): Cells => [at % 3 === 0 ? `H${at / 3}` : null, `Xã ${at}`, at]);
    const merges = Array.from({ length: 500 }, (_, at) => `A${at * 3 + 2}:A${at * 3 + 4}`);
    const [table] = await tablesOf([['Huyện', 'Xã', 'Hộ'], ...many], {}, merges);
    expect(table?.rows.map(([first]) => first)).toEqual(many.map((_, at) => `H${Math.floor(at / 3)}`));
  });
});

test('columns without anything are none of the table, and what stands in one far below is not lost', async () => {
  const far: Cells[] = Array.from({ length: 120 }, (_, at) => [at, null, `Buôn ${at}`, null, at * 2]);
  const [table] = await tablesOf([['STT', null, 'Tên', null, 'Số hộ'], ...far, [121, 'lạc', 'Buôn cuối', null, 9]]);
  expect(table?.columns).toEqual(['STT', 'Tên', 'Số hộ']);
  expect(table?.rows.at(-1)).toEqual(['121', 'Buôn cuối', '9']);
  expect(table?.rowCount).toBe(121);
});

test('one of several tables of a sheet is asked for by its number', async () => {
  const both = [...people, [], ['Biểu 2. Trường học'], ...schools];
  expect(await tablesOf(both, { sheet: 'biểu (2)' })).toMatchObject([{ name: 'Biểu (2)', columns: schools[0] }]);
  await expect(tablesOf(both, { sheet: 'Biểu (3)' })).rejects.toMatchObject({ code: 'table-not-found' });
});

test('the lines above a table say what its figures are counted in, and of when they are', async () => {
  const above: readonly Cells[] = [
    ['KẾT QUẢ 6 THÁNG ĐẦU NĂM 2024'],
    ['(Kèm theo Công văn số 5 năm 2023)'],
    [null, null, 'ĐVT: 1.000 người'],
  ];
  expect(await tablesOf([...above, ...people])).toMatchObject([
    { unit: '1.000 người', period: '6 THÁNG ĐẦU NĂM 2024' },
  ]);
  const office: readonly Cells[] = [['Đơn vị: Sở Y tế'], ['Đắk Lắk, ngày 3 tháng 5 năm 2024']];
  expect((await tablesOf([...office, ...people]))[0]).not.toHaveProperty('unit');
});

test.each([
  ['names of columns', [['Tuyến', 'Lý trình', null, 'Loại'], [null, 'Điểm đầu', 'Điểm cuối'], ['A', 'Cầu', 'Chợ', 'Đất'], ['B', 'Chợ', 'Đèo', 'Nhựa']], [1, 2]],
  ['a row as those below', [['Họ và tên', null, 'Xã'], ['Niê', 'Y Tổng', 'A'], ['Lê', 'An', 'B'], ['Hà', 'Bé', 'C']], [1]],
] as const)('words under a merged name are %s', async (is, rows, heading) => {
  const [table] = await tablesOf(rows, {}, is === 'names of columns' ? ['B1:C1'] : ['A1:B1']);
  expect(table?.headerRows).toEqual(heading);
}); // prettier-ignore

test('rows that say the same in nearly all columns repeat no heading', async () => {
  const said = ['Krông Á', 'Ea Kao', 'Ea Tu', 'Krông Ak'].map((name) => [name, 'Có', 'Có', 'Có', 'Có', 'Có']);
  const [table] = await tablesOf([...said, ['Ea Na', 'Có', 'Có', 'Có', 'Có', 'Không']]);
  expect(table?.rowNumbers).toEqual([2, 3, 4, 5]);
});
