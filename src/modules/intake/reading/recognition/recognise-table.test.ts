import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldHeading } from '#platform/text/fold-heading.ts';
import { readOnlyTable } from '../testing/read-bytes.ts';
import { lawRuns } from '../../../../../test/support/law-runs.ts';

const report = `UBND TỈNH ĐẮK LẮK,,,CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM,
SỞ NÔNG NGHIỆP,,,Độc lập - Tự do - Hạnh phúc,
,,,,
BIỂU TỔNG HỢP DIỆN TÍCH CÂY TRỒNG NĂM 2026,,,,
,,,,Đơn vị tính: ha
STT,Mã xã,Tên xã,Cà phê,Hồ tiêu
(1),(2),(3),(4),(5)
1,24121,Tân Lập,"1.200,5",30
2,24133,Buôn Ma Thuột,80,
,,Cộng khu vực 1,"1.280,5",30
STT,Mã xã,Tên xã,Cà phê,Hồ tiêu
3,24169,Ea Kao,900,12
4,24208,Tổng cộng,1,2
,,,,
,,Tổng cộng,"2.180,5",42
Ghi chú: số liệu sơ bộ,,,,
,,,"Đắk Lắk, ngày 05 tháng 5 năm 2026",
Người lập biểu,,,KT. GIÁM ĐỐC,
,,,(Đã ký),
Nguyễn Văn A,,,Trần Thị B,
`;

test('finds the table in an agency’s report and says of every other row why it is none', async () => {
  const table = await readOnlyTable('bao-cao.csv', report);
  expect(table.headerRows).toEqual([6]);
  expect(table.columns).toEqual(['STT', 'Mã xã', 'Tên xã', 'Cà phê', 'Hồ tiêu']);
  expect(table.rowNumbers).toEqual([8, 9, 12, 13]);
  expect(table.skipped).toEqual([
    { row: 1, why: 'title' },
    { row: 2, why: 'title' },
    { row: 3, why: 'blank' },
    { row: 4, why: 'title' },
    { row: 5, why: 'units' },
    { row: 7, why: 'repeated-header' },
    { row: 10, why: 'subtotal' },
    { row: 11, why: 'repeated-header' },
    { row: 14, why: 'blank' },
    { row: 15, why: 'total' },
    { row: 16, why: 'note' },
    { row: 17, why: 'signature' },
    { row: 18, why: 'signature' },
    { row: 19, why: 'signature' },
    { row: 20, why: 'signature' },
  ]);
});

test('every row of the source is a data row, a heading row or a skipped one, and none is two', async () => {
  const table = await readOnlyTable('bao-cao.csv', report);
  const all = [...table.rowNumbers, ...table.headerRows, ...table.skipped.map(({ row }) => row)];
  expect(all.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

describe('headings', () => {
  test('there is none where the first row is one more row of data', async () => {
    const table = await readOnlyTable('a.csv', '1,Tân Lập,24121\n2,Ea Kao,24169\n3,Ea Tu,24163\n');
    expect(table).toMatchObject({ headerRows: [], columns: ['column 1', 'column 2', 'column 3'], rowCount: 3 });
  });

  test('years and other numbers can be headings', async () => {
    const years = await readOnlyTable('a.csv', 'Tỉnh,2023,2024\nĐắk Lắk,1.5,2.5\nPhú Yên,3,4\n');
    expect(years).toMatchObject({ headerRows: [1], columns: ['Tỉnh', '2023', '2024'] });
    const numbers = await readOnlyTable('a.csv', 'id,101,102\nx,đúng,sai\ny,sai,đúng\n');
    expect(numbers).toMatchObject({ headerRows: [1], columns: ['id', '101', '102'] });
  });

  test('equal ones are numbered, a missing one is empty', async () => {
    const table = await readOnlyTable('a.csv', 'Tên,Tên,,Tên (2),Tên\na,b,1,c,d\n');
    expect(table.columns).toEqual(['Tên', 'Tên (3)', '', 'Tên (2)', 'Tên (4)']);
  });

  test('two lines are joined, a group standing over all its columns', async () => {
    const table = await readOnlyTable('a.csv', 'Xã,Dân số,,Số hộ\n,Nam,Nữ,\nEa Kao,10,12,5\nEa Tu,20,21,9\n');
    expect(table.columns).toEqual(['Xã', 'Dân số / Nam', 'Dân số / Nữ', 'Số hộ']);
    expect(table.headerRows).toEqual([1, 2]);
  });

  test('a contract’s headings find theirs, wherever it stands', async () => {
    const content = 'a,b,c\nx,y,z\nMa xa,TÊN XÃ,Khác\n1,Ea Kao,q\n';
    const expectedHeadings = [['Mã xã'], ['Tên xã']].map((names) => names.map(foldHeading));
    expect(await readOnlyTable('a.csv', content, { expectedHeadings })).toMatchObject({
      headerRows: [3],
      columns: ['Ma xa', 'TÊN XÃ', 'Khác'],
      rowCount: 1,
    });
  });

  test('in TCVN3 they are read, too', async () => {
    const table = await readOnlyTable('a.json', '[["M· x·","Tªn"],["24121","Tân Lập"],["24133","Ea Kao"]]');
    expect(table.columns).toEqual(['Mã xã', 'Tên']);
  });
});

describe('what looks like a total', () => {
  test.each([
    ['a row with its code', 'Mã,Tên,Số\n1,Tổng cộng,5\n2,Ea Kao,6\n3,Tổng cộng,7\n', 3],
    ['the first row of a statistical table', 'Chỉ tiêu,2023\nTổng số,10\nNam,4\nNữ,6\n', 3],
    ['a name that only begins so', 'Tên,Số\nTổng công ty Cà phê,1\nCộng Hòa,2\n', 2],
    ['a category', 'Giới,Năm,Số\nTổng số,2023,5\nNam,2023,2\nTổng số,2024,7\nNam,2024,3\n', 4],
  ])('%s is data', async (_, content, rows) => {
    expect(await readOnlyTable('a.csv', content)).toMatchObject({ rowCount: rows, skipped: [] });
  });

  test.each(['Tổng cộng', 'TỔNG SỐ:', 'Cộng', 'Total', 'Toàn tỉnh', 'TỔNG CỘNG (ha)'])(
    '«%s» at the end is one',
    async (text) => {
      const table = await readOnlyTable('a.csv', `Tên,Số\nEa Kao,1\nEa Tu,2\n${text},3\n`);
      expect(table).toMatchObject({ rowCount: 2, skipped: [{ row: 4, why: 'total' }] });
    },
  );
});

test('the last rows stay data where nothing closes the table', async () => {
  const table = await readOnlyTable('a.csv', 'Mã,Tên,Số,Ghi\n1,a,2,\n2,b,3,\n3,,,\n,Lan,,\n');
  expect(table).toMatchObject({ rowCount: 4, skipped: [] });
});

test('ragged rows are data', async () => {
  const table = await readOnlyTable('a.csv', 'a,b,c\n1,2\n1,2,3,4\n');
  expect(table.rows).toEqual([
    ['1', '2', null],
    ['1', '2', '3'],
  ]);
});

describe('short codes and small numbers are data', () => {
  test('a letter and the number one under the heading, and anywhere else', async () => {
    const table = await readOnlyTable('a.csv', 'ma,so\nA,1\nB,2\nA,1\nC,x\n');
    expect(table).toMatchObject({ rowCount: 4, skipped: [] });
    expect(await readOnlyTable('a.csv', 'ma,so\nA,1\n')).toMatchObject({ rowCount: 1 });
    expect(await readOnlyTable('a.csv', 'a,b,c\n1,2,3\nx,y,z\n')).toMatchObject({ rowCount: 2 });
  });

  test('whatever they are, every row is there', async () => {
    const cell = fc.constantFrom('A', 'B', 'C', '1', '2', '3', '10', 'x', 'Ea Kao', 'a1');
    const width = fc.integer({ min: 2, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        width.chain((columns) =>
          fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
        ),
        async (rows) => {
          const names = ['ma', 'ten', 'so', 'loai'].slice(0, rows[0]?.length);
          const content = [names, ...rows].map((row) => `${row.join(',')}\n`).join('');
          const table = await readOnlyTable('a.csv', content, { expectedHeadings: names.map((name) => [name]) });
          expect(table.rowCount, content).toBe(rows.length);
        },
      ),
      { numRuns: lawRuns(150) },
    );
  });
});

describe('registers of those who sign', () => {
  const registers: readonly (readonly string[])[] = [
    ['Chức vụ,Họ tên', 'Giám đốc,Nguyễn A', 'Phó Giám đốc,Trần B', 'Kế toán trưởng,Lê C'],
    ['Họ tên,Chức vụ,Đơn vị', 'Nguyễn A,Chuyên viên,Sở A', 'Trần B,Chuyên viên,Sở B', 'Lê C,Kế toán,Trưởng thôn 3'],
    ['Mã,Chức danh,Phụ cấp', 'GD,Giám đốc,', 'PGD,Phó Giám đốc,', 'KT,Kế toán,'],
    ['Ngày,Nội dung', 'Ngày 1 tháng 2 năm 2024,Họp', 'Ngày 3 tháng 2 năm 2024,Tiếp dân'],
    ['Ngày,Người tiếp,Nơi', '01/7/2024,Chủ tịch,Trụ sở', 'Ngày 03 tháng 7 năm 2024,Chánh Văn phòng,Trụ sở'],
  ];
  test.each(registers)('every row of «%s» is data', async (...lines) => {
    const table = await readOnlyTable('a.csv', lines.join('\n'));
    expect(table.skipped).toEqual([]);
    expect(table.rowCount).toBe(lines.length - 1);
  });

  test('who signs under a register of officials is none of them', async () => {
    const lines = [
      'Họ tên,Chức vụ',
      'Nguyễn A,Giám đốc',
      'Trần B,Kế toán',
      ',"Đắk Lắk, ngày 3 tháng 5 năm 2024"',
      ',GIÁM ĐỐC',
    ];
    const table = await readOnlyTable('a.csv', lines.join('\n'));
    expect(table.skipped).toEqual([4, 5].map((row) => ({ row, why: 'signature' })));
  });
});

test('letters and numbers under a heading number its columns, also where the total is merged over the first ones', async () => {
  const lines = [
    'STT,Đơn vị,Việc,Lệ phí',
    'A,B,1,2',
    '1,Xã Ea Kao,12,1000',
    '2,Xã Ea Tu,15,2000',
    'Tổng cộng,,27,3000',
  ];
  const table = await readOnlyTable('a.csv', lines.join('\n'));
  expect(table.rowNumbers).toEqual([3, 4]);
  expect(table.skipped).toEqual([
    { row: 2, why: 'repeated-header' },
    { row: 5, why: 'total' },
  ]);
});

test.each([
  ['a slip in one of many names', 'Mã,Tên,Loại,Nhóm,Ghi chú\nA,x,y,z,1\nMã,Tên,Loại,Nhom,Ghi chú\nB,x,y,z,2\n', [2, 4]],
  ['another word', 'Mã,Tên,Loại,Nhóm,Mức\nA,x,y,z,1\nMã,Tên,Loại,Nhóm,Giá\nB,x,y,z,2\n', [2, 3, 4]],
  ['another number', 'Mã,Tên,Loại,Nhóm,Năm 2024\nA,x,y,z,1\nMã,Tên,Loại,Nhóm,Năm 2025\nB,x,y,z,2\n', [2, 3, 4]],
])('a row that is the heading but for %s', async (_, content, kept) => {
  const { rowNumbers } = await readOnlyTable('a.csv', content);
  expect(rowNumbers).toEqual(kept);
}); // prettier-ignore

test.each([
  ['in their midst', 'Họ và tên,,Xã\nNiê,Y Tổng,A\nLê,An,B\n', 1],
  ['at their end', 'Tên,\nNiê,Y Tổng\nLê,An\n', 1],
  ['at their beginning', ',Xã,Thôn\nBa,A,Một\nTư,B,Hai\n', 1],
  ['as long as they are', 'Họ và tên,Quê quán,,\nBa,A,Một,Hai\nTư,B,Ba,Bốn\n', 1],
  ['of a title', 'Danh sách cán bộ,,Biểu 1\nXã,Thôn,Người\nA,Một,Ba\nB,Hai,Tư\n', 2],
  ['of what else stands over them', 'Cán bộ,,Nơi\nHọ,Tên,Xã\nNiê,Y Tổng,A\nLê,An,B\n', 2],
  ['over values again and again', 'Cán bộ,,Nơi\nNgười,Giới,Xã\nBa,Nam,A\nTư,Nữ,B\nSáu,Nữ,C\nBảy,Nam,D\n', 2],
])('words under names with a gap %s', async (_, content, heading) => {
  expect((await readOnlyTable('a.csv', content)).headerRows).toEqual([heading]);
}); // prettier-ignore
