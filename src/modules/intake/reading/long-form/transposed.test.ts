import { describe, expect, test } from 'vitest';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { makeWorkbook, row } from '../../../../../test/support/make-workbook.ts';
import { readBytes } from '../testing/read-bytes.ts';

const fields = (...given: readonly (readonly string[])[]) => given.map((names) => names.map(foldHeading));
const communes = fields(
  ['ten_xa', 'Tên xã'],
  ['dien_tich', 'Diện tích'],
  ['dan_so', 'Dân số'],
  ['so_thon', 'Số thôn, buôn'],
);

describe('a table with the contract’s fields on the left', () => {
  const text =
    'STT;Chỉ tiêu;ĐVT;Xã Ea Kao;Xã Hòa Phú\n1;Diện tích (km2);km2;46,8;52,1\n2;Dân số;người;19800;\n3;Số thôn, buôn;thôn;14;17\n';

  test('is read by columns, and that is said', async () => {
    const { tables, warnings } = await readBytes('a.csv', text, { expectedHeadings: communes });
    expect(tables[0]).toMatchObject({
      columns: ['Tên xã', 'dientich', 'Dân số', 'Số thôn, buôn'],
      rows: [
        ['Xã Ea Kao', '46,8', '19800', '14'],
        ['Xã Hòa Phú', '52,1', null, '17'],
      ],
      rowNumbers: [4, 5],
      rowCount: 2,
    });
    expect(warnings.map(({ code }) => code)).toEqual(['table-transposed']);
  });

  test('is left as it is without a contract, or where that is refused', async () => {
    expect((await readBytes('a.csv', text)).tables[0]?.columns[0]).toBe('STT');
    const refused = await readBytes('a.csv', text, { expectedHeadings: communes, longForm: false });
    expect(refused.tables[0]?.columns).toHaveLength(5);
  });

  test('may have years above, and come from a workbook', async () => {
    const content = await makeWorkbook([
      {
        name: 'S',
        rows: [
          row(1, ['Chỉ tiêu', 'Năm 2022', 'Năm 2023']),
          row(2, ['Dân số', 100, 110]),
          row(3, ['Số hộ', 20, 22]),
        ].join(''),
      },
    ]);
    const expectedHeadings = fields(['nam', 'Năm'], ['dan_so', 'Dân số'], ['so_ho', 'Số hộ']);
    const { tables } = await readBytes('a.xlsx', content, { expectedHeadings });
    expect(tables[0]).toMatchObject({
      columns: ['Năm', 'Dân số', 'Số hộ'],
      rows: [
        ['2022', '100', '20'],
        ['2023', '110', '22'],
      ],
      typedNumbers: [false, true, true],
    });
  });
});

test.each([
  ['whose headings the contract knows', 'Tên xã,Dân số\nDân số,1\nDiện tích,2\n'],
  ['that names a field twice', 'Chỉ tiêu,A,B\nDân số,1,2\nDân số,3,4\nDiện tích,5,6\n'],
  ['that has one of many rows in common', 'Chỉ tiêu,A,B\nDân số,1,2\nx,3,4\ny,5,6\nz,1,1\n'],
])('a table %s is not read by columns', async (_, text) => {
  const { warnings } = await readBytes('a.csv', text, { expectedHeadings: communes });
  expect(warnings).toEqual([]);
});
