import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { makeWorkbook, row } from '../../../../../test/support/make-workbook.ts';
import { defaultReadLimits } from '#platform/limits/read-limits.ts';
import { readTables } from '../read-tables.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';
import { scanRows } from '../testing/scan-rows.ts';

const farms = ['Tỉnh;2015;Prel. 2016', 'Đắk Lắk;1510;..', 'Phú Yên;880;905 (*)', 'Gia Lai;;1203', 'Kon Tum;-;77'].join(
  '\n',
);

const expected = (...fields: readonly (readonly string[])[]) => fields.map((names) => names.map(foldHeading));

describe('a crosstab of years', () => {
  test('is offered as a long table and left as it is', async () => {
    const table = await readOnlyTable('a.csv', farms);
    expect(table).toMatchObject({ columns: ['Tỉnh', '2015', 'Prel. 2016'], rowCount: 4 });
    expect(table.longForm).toEqual({
      applied: false,
      kept: ['Tỉnh'],
      turned: [
        { column: '2015', values: ['2015'], status: null },
        { column: 'Prel. 2016', values: ['2016'], status: 'Prel.' },
      ],
      dimensions: [{ kind: 'year', heading: 'Năm' }],
      value: 'Giá trị',
      status: 'Trạng thái',
    });
  });

  test('is read as one where that is asked for, each figure on the line where it stood', async () => {
    const table = await readOnlyTable('a.csv', farms, { longForm: true });
    expect(table).toMatchObject({ rowCount: 7, firstRow: 2, lastRow: 5, longForm: { applied: true } });
    expect([table.columns, ...table.rows.map((cells, at) => [...cells, table.rowNumbers[at]])]).toEqual([
      ['Tỉnh', 'Năm', 'Giá trị', 'Trạng thái'],
      ['Đắk Lắk', '2015', '1510', null, 2],
      ['Đắk Lắk', '2016', null, '..', 2],
      ['Phú Yên', '2015', '880', null, 3],
      ['Phú Yên', '2016', '905', 'Prel. (*)', 3],
      ['Gia Lai', '2016', '1203', 'Prel.', 4],
      ['Kon Tum', '2015', null, '-', 5],
      ['Kon Tum', '2016', '77', 'Prel.', 5],
    ]);
  });

  test('becomes long by itself where a contract has fields for the year and the figure, under their names', async () => {
    const headings = expected(
      ['ten_tinh', 'Tỉnh'],
      ['nam_thong_ke', 'Năm thống kê'],
      ['so_trang_trai', 'Số trang trại'],
    );
    const read = await readBytes('a.csv', farms, { expectedHeadings: headings });
    expect(read.tables[0]?.columns).toEqual(['Tỉnh', 'Năm thống kê', 'sotrangtrai', 'Trạng thái']);
    expect(read.warnings.map(({ code }) => code)).toEqual(['crosstab-turned']);
  });

  test.each([
    ['the years are fields of the contract', expected(['tinh', 'Tỉnh'], ['nam_2015', '2015'], ['nam'], ['gia_tri'])],
    ['it has no field for the year', expected(['tinh', 'Tỉnh'], ['so_trang_trai'])],
    ['nothing in the table is the contract’s', expected(['ma_xa'], ['nam'], ['gia_tri'])],
  ])('stays wide where %s', async (_, expectedHeadings) => {
    const read = await readBytes('a.csv', farms, { expectedHeadings });
    expect(read.tables[0]?.columns).toEqual(['Tỉnh', '2015', 'Prel. 2016']);
    expect(read.warnings).toEqual([]);
  });

  test('is neither turned nor offered where that is refused', async () => {
    expect((await readOnlyTable('a.csv', farms, { longForm: false })).longForm).toBeUndefined();
  });

  test('is stored as the engine scans it, with the rows where they stood', async () => {
    const staging = mkdtempSync(join(tmpdir(), 'daklake-long-'));
    try {
      const file = join(staging, 'a.csv');
      writeFileSync(file, farms);
      const { tables } = await readTables(file, { stagingFolder: staging, longForm: true });
      const [rows] = await scanRows(tables);
      expect(tables[0]?.rowCount).toBe(rows?.length);
      expect(rows?.[3]).toEqual(['Phú Yên', '2016', '905', 'Prel. (*)', '3', null]);
    } finally {
      rmSync(staging, { recursive: true });
    }
  });
});

test('a heading of years over indicators gives a column for each of the two, numbers stay numbers', async () => {
  const content = await makeWorkbook([
    {
      name: 'Biểu 3',
      merges: ['A1:A2', 'B1:C1', 'D1:E1'],
      rows: [
        row(1, ['Huyện', 'Năm 2022', null, 'Năm 2023', null]),
        row(2, [null, 'Diện tích', 'Sản lượng', 'Diện tích', 'Sản lượng']),
        row(3, ['Lắk', 1.5, 2000, 1.25, null]),
        row(4, ['Krông Ana', 3, 4000, 5, 6000]),
        row(5, ['Ea Súp', 7, 8000, 9, 10000]),
      ].join(''),
    },
  ]);
  const table = await readOnlyTable('a.xlsx', content, { longForm: true });
  expect(table.columns).toEqual(['Huyện', 'Năm', 'Chỉ tiêu', 'Giá trị', 'Trạng thái']);
  expect(table.rows.slice(0, 3)).toEqual([
    ['Lắk', '2022', 'Diện tích', '1.5', null],
    ['Lắk', '2022', 'Sản lượng', '2000', null],
    ['Lắk', '2023', 'Diện tích', '1.25', null],
  ]);
  expect(table.typedNumbers).toEqual([false, false, false, true, false]);
});

test.each([
  ['months', 'Trạm,T1,T2,T3,Cả năm\nLắk,1,2,3,6\n', ['month'], ['Cả năm', '6']],
  ['quarters', 'Đơn vị,Quý I/2023,Quý II/2023\nSở Y tế,1,2\n', ['period'], ['2023-Q2', '2']],
  ['communes', 'Chỉ tiêu,Xã Ea Kao,Xã Hòa Phú,Phường Tân Lập\nDân số,1,2,3\n', ['place'], ['Phường Tân Lập', '3']],
  ['age groups', 'Xã,0-4,5-9,10-14,15+\nEa Kao,1,2,3,4\n', ['age'], ['15+', '4']],
  [
    'years under «Nam», which is no «năm»,',
    'Tuổi,Nam 2019,Nữ 2019,Nam 2024,Nữ 2024\n0-4,1,2,3,4\n',
    ['year', 'sex'],
    ['2024', 'Nữ', '4'],
  ],
  ['quarters and longer spans', 'Sở,Quý I,Quý II,6 tháng\nY tế,1,2,3\n', ['period'], ['6 tháng', '3']],
  ['years and sexes', 'Xã,2022 Nam,2022 Nữ,2023 Nam,2023 Nữ\nEa Kao,1,2,3,4\n', ['year', 'sex'], ['2023', 'Nữ', '4']],
])('%s in the headings become rows', async (_, text, kinds, last) => {
  const table = await readOnlyTable('a.csv', text, { longForm: true });
  expect(table.longForm?.dimensions.map(({ kind }) => kind)).toEqual(kinds);
  expect(table.rows.at(-1)?.slice(1, -1)).toEqual(last);
  expect(table.rows.every((cells) => cells[1] !== null && cells[2] !== null)).toBe(true);
});

test.each([
  ['a long table', 'year,month,station,Ta\n1961,January,Bac Kan,13.9\n1961,February,Bac Kan,15.1\n'],
  ['one figure of one year', 'Abbreviation,Population (2019),Sales Tax (2023)\nAL,4903185,4\nAK,731545,0\n'],
  [
    'units of three levels',
    'Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX\nĐắk Lắk,66,Lắk,656,Liên Sơn,24580\n',
  ],
  ['years over texts', 'Tên,2020,2021\nA,Đạt,Không đạt\nB,Khá,Giỏi\n'],
  ['two words that are months too', 'name,May,March\nA,1,2\nB,2,3\n'],
])('%s is no crosstab', async (_, text) => {
  const table = await readOnlyTable('a.csv', text, { longForm: true });
  expect(table.longForm).toBeUndefined();
});

test('every filled cell is one row, nothing else is, and no row loses what it kept', async () => {
  const cell = fc.constantFrom('', '1', '2.5', '..', '7 (*)', '-', '1203');
  const rows = fc.array(fc.tuple(fc.stringMatching(/^[b-z]{3,5}$/), cell, cell, cell), { minLength: 3, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const text = [['xa', '2019', '2020', '2021'], ...given].map((cells) => cells.join(';')).join('\n');
      const wide = await readOnlyTable('a.csv', text, { longForm: false });
      const long = await readOnlyTable('a.csv', text, { longForm: true });
      const filled = wide.rows.flatMap((cells, at) =>
        cells
          .slice(1)
          .flatMap((value, year) => (value === null ? [] : [[wide.rowNumbers[at], cells[0], 2019 + year, value]])),
      );
      const told = long.rows.map(([xa, year, value, status], at) => [
        long.rowNumbers[at],
        xa,
        Number(year),
        [value, status].filter((part) => part !== null).join(' '),
      ]);
      expect(told).toEqual(filled);
      expect(long.rowCount).toBe(filled.length);
    }),
    { numRuns: 10 },
  );
});

test('a table of thousands of columns is turned in a moment', async () => {
  const years = Array.from({ length: 2_000 }, (_, at) => `chi_tieu_${at % 200}_${1990 + Math.floor(at / 200)}`);
  const text = `ma,${years.join(',')}\n${Array.from({ length: 5 }, (_, at) => `x${at},${years.map(() => at).join(',')}`).join('\n')}\n`;
  const table = await readOnlyTable('a.csv', text, { longForm: true });
  expect(table.rowCount).toBe(10_000);
});

test('what every row keeps cannot fill the disk: it is counted as what is unpacked is', async () => {
  const kept = 'n'.repeat(2000);
  const text = `ma,${Array.from({ length: 100 }, (_, at) => 1900 + at).join(',')}\n${kept},${Array.from({ length: 100 }, () => 1).join(',')}\n`;
  const limits = { ...defaultReadLimits, inflatedBytes: 100_000 };
  await expect(readOnlyTable('a.csv', text, { longForm: true, limits })).rejects.toMatchObject({ code: 'too-large' });
  expect((await readOnlyTable('a.csv', text, { longForm: true })).rowCount).toBe(100);
});

test('what stands in a column that seemed blank is not lost without a word', async () => {
  const rows = Array.from({ length: 210 }, (_, at) => `x${at},1,2,${at === 205 ? 'muộn' : ''}`);
  const staging = mkdtempSync(join(tmpdir(), 'daklake-long-'));
  try {
    const file = join(staging, 'a.csv');
    writeFileSync(file, `ma,2019,2020,\n${rows.join('\n')}\n`);
    const { tables } = await readTables(file, { stagingFolder: staging, longForm: true });
    const [scanned = []] = await scanRows(tables);
    expect(tables[0]?.columns).toEqual(['ma', 'Năm', 'Giá trị', 'Trạng thái']);
    expect(scanned.filter((cells) => cells.at(-1) !== null)).toEqual([['x205', '2019', '1', null, '207', '+muộn']]);
  } finally {
    rmSync(staging, { recursive: true });
  }
});
