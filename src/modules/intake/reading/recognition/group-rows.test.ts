import { describe, expect, test } from 'vitest';
import { makeWorkbook, row } from '../../../../../test/support/make-workbook.ts';
import { readOnlyTable } from '../testing/read-bytes.ts';

const skippedOf = ({ skipped }: { readonly skipped: readonly { readonly row: number; readonly why: string }[] }) =>
  skipped.map(({ row, why }) => `${row} ${why}`).join(', ');

describe('rows that name a group become a column', () => {
  test('numbered otherwise than their members', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'STT,Trường,Lớp\nI,Buôn Ma Thuột,\n1,A,10\n2,B,12\nII,Krông Pắc,\n1,C,10\n,Tổng cộng,32\n',
    );
    expect(table.columns).toEqual(['STT', 'Trường', 'Lớp', 'Nhóm']);
    expect(table.rows.map((cells) => cells[3])).toEqual(['Buôn Ma Thuột', 'Buôn Ma Thuột', 'Krông Pắc']);
    expect(skippedOf(table)).toBe('2 title, 5 title, 7 total');
  });

  test('holding the sums of their members, in levels', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'STT,Chỉ tiêu,2025,2026\nA,Thu,180,200\nI,Nội địa,100,110\n1,Thuế,60,70\n2,Phí,40,40\nII,XNK,80,90\n1,Xuất,50,60\n2,Nhập,30,30\n',
    );
    expect(table.columns.slice(4)).toEqual(['Nhóm', 'Nhóm (2)']);
    expect(table.rows.map((cells) => cells.slice(4).join('/'))).toEqual([
      'Thu/Nội địa',
      'Thu/Nội địa',
      'Thu/XNK',
      'Thu/XNK',
    ]);
    expect(skippedOf(table)).toBe('2 subtotal, 3 subtotal, 6 subtotal');
  });

  test('with letters before their words', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'Mô hình,Số,Ha\na) Trồng,,\nNhà màng,3,4\nTưới,5,6\nb) Nuôi,,\nChuồng,7,8\n',
    );
    expect(table.rows.map((cells) => cells[3])).toEqual(['a) Trồng', 'a) Trồng', 'b) Nuôi']);
  });

  test('merged over the table, behind rows that are in none', async () => {
    const cells = [['Thôn', 'Người', 'Phiếu'], ['Một', 'A', 8], ['Các buôn'], ['Trấp', 'B', 9], ['Các tổ'], ['Hai', 'C', 7]]; // prettier-ignore
    const rows = cells.map((own, at) => row(at + 1, own)).join('');
    const book = await makeWorkbook([{ name: 'a', rows, merges: ['A3:C3', 'A5:C5'] }]);
    const table = await readOnlyTable('a.xlsx', book);
    expect(table.rows.map((own) => own[3])).toEqual([null, 'Các buôn', 'Các tổ']);
    const one = await makeWorkbook([{ name: 'a', rows, merges: ['A3:C3'] }]);
    expect((await readOnlyTable('a.xlsx', one)).rowCount).toBe(5);
  });

  test('alone in their row, the column called after what all of them are', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'STT,Họ tên,Năm sinh\nHuyện Krông Pắc,,\n1,A,1990\n2,B,1991\nThị xã Buôn Hồ,,\n1,C,1992\n2,D,1993\n',
    );
    expect(table.columns[3]).toBe('Huyện');
    expect(table.rowCount).toBe(4);
  });

  test('a group that has no members stays a row', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'STT,Khoản,Số,Năm trước\nI,Nội địa,100,90\n1,Thuế,60,50\n2,Phí,40,40\nII,Viện trợ,7,8\nIII,Vay,30,20\n1,X,10,15\n2,Y,20,5\n',
    );
    expect(table.rows.map((cells) => [cells[1], cells[4]])).toEqual([
      ['Thuế', 'Nội địa'],
      ['Phí', 'Nội địa'],
      ['Viện trợ', null],
      ['X', 'Vay'],
      ['Y', 'Vay'],
    ]);
  });
});

describe('and are rows where that is not sure', () => {
  test.each([
    [
      'sums that are none',
      'STT,Đơn vị,Số,HS\nI,A,22,700\n1,x,10,300\n2,y,12,300\nII,B,40,900\n1,z,10,300\n2,u,12,310\n',
      6,
    ],
    ['values that are missing', 'STT,Tên,Số,X\n1,a,,\n2,b,4,5\n3,c,5,6\n', 3],
    ['names without a mark', 'Tên,Số,X,Y\na,,,\nb,4,5,1\nc,5,6,1\nd,,,\ne,1,1,1\n', 5],
    ['codes of letters', 'Loại,Tên,Số\nA,x,1\nB,y,2\nA,z,3\n1,q,4\n', 4],
  ])('%s', async (_, content, rows) => {
    expect(await readOnlyTable('a.csv', content)).toMatchObject({ rowCount: rows, skipped: [] });
  });
});

describe('what adds up the rows above', () => {
  test('is a subtotal or total though it has no name', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'Mã,Xã,Cà phê,Tiêu\n24121,A,10.5,3\n24133,B,20,4\n,,30.5,7\n24136,C,1,1\n24139,D,2,2\n,,3,3\n,,33.5,10\n',
    );
    expect(skippedOf(table)).toBe('4 subtotal, 7 subtotal, 8 total');
  });

  test('under a name that only begins like a total’s, shares and averages aside', async () => {
    const table = await readOnlyTable(
      'a.csv',
      'STT,Thôn,Hộ,Nghèo,Tỷ lệ (%)\n1,a,10,3,30\n2,b,30,4,13.3\n,Cộng xã Ea Kao,40,7,17.5\n1,c,5,3,60\n2,d,6,4,66.7\n,Cộng xã Ea Tu,11,7,63.6\n',
    );
    expect(skippedOf(table)).toBe('4 subtotal, 7 subtotal');
  });

  test('is data if one number is another', async () => {
    const table = await readOnlyTable('a.csv', 'Mã,Xã,Cà phê,Tiêu\n1,A,10,3\n2,B,20,4\n,,30,8\n3,C,1,1\n');
    expect(table).toMatchObject({ rowCount: 4, skipped: [] });
  });

  test('and the whole above its members is a total', async () => {
    const table = await readOnlyTable('a.csv', 'Xã,Hộ,Nghèo\nToàn huyện,30,7\nA,10,3\nB,20,4\n');
    expect(skippedOf(table)).toBe('2 total');
  });
});

describe('sums, means and shares by their names', () => {
  test.each([
    ['the whole above its groups', 'TT,Nội dung,Tiền\nA,TỔNG SỐ,60\nI,Lương,40\n1,a,30\n2,b,10\nII,Khác,20\n1,c,15\n2,d,5\n', '2 total, 3 subtotal, 6 subtotal'],
    ['the whole of a table longer than is looked at', `Xã,Hộ\nTổng số,11325\n${Array.from({ length: 150 }, (_, at) => `Xã ${at},${at + 1}\n`).join('')}`, '2 total'],
    ['sums of parts', 'Chỉ tiêu,2022,Nay\nThuế,100,110\nPhí,50,60\nTổng thu,150,170\nLương,70,80\nĐiện,60,70\nTổng chi,130,150\n', '4 subtotal, 7 subtotal'],
    ['a year of its months', 'Tháng,Mưa\n1,5.5\n2,0\n3,12.25\nCả năm,17.75\n', '5 total'],
    ['quarters of their months', 'Kỳ,A,B\nTháng 1,1,2\nTháng 2,2,3\nQuý I,3,5\nTháng 4,4,4\nTháng 5,5,6\nQuý II,9,10\n', '4 subtotal, 7 subtotal'],
    ['means', 'STT,Sở,Điểm\n1,A,90.5\n2,B,85\n3,C,85\n,Bình quân,86.83\n', '5 total'],
    ['means in capitals of their own', 'STT,Sở,Điểm\n1,A,90.5\n2,B,85\n3,C,85\n,Bình Quân,86.83\n', '5 total'],
    ['means over names', 'Sở,Điểm,Tốt\nA,90.5,2\nB,85,4\nC,85,6\nLương bình quân,86.83,4\n', '5 total'],
    ['shares under the total', 'TT,Phòng,Tốt,Khá\n1,A,4,1\n2,B,5,2\nCộng,,9,3\nTỷ lệ (%),,75,25\n', '4 total, 5 total'],
    ['how many there are', 'TT,Tên,Lớp\n1,A,6\n2,B,7\nTổng cộng: 02 em,,\n', '4 total'],
  ])('%s', async (_, content, skipped) => {
    expect(skippedOf(await readOnlyTable('a.csv', content))).toBe(skipped);
  }); // prettier-ignore

  test.each([
    ['companies and persons', 'Mã,Tên,Vốn,Nợ\n1,A,10,1\n2,Tổng công ty B,20,2\n3,Tổng Thị Số,30,3\n4,Cộng Hòa,60,6\n'],
    ['a grade', 'Mức,Số\nGiỏi,10\nKhá,20\nTrung bình,15\nYếu,15\n'],
    ['quarters that add up by chance', 'Quý,Thu,Chi\nQuý I,1,2\nQuý II,2,3\nQuý III,3,5\nQuý IV,6,10\n'],
    ['a sum that is none', 'Chỉ tiêu,Giá trị,Khác\nThuế,100,1\nPhí,50,2\nTổng sản phẩm,151,4\nKhác,1,1\n'],
    ['shares among what is counted', 'Chỉ tiêu,Đơn vị tính,2021,2022\nDân số,người,1886900,1903000\nDiện tích,km2,13070,13070\nSố hộ nghèo,hộ,41593,40012\nTỷ lệ hộ nghèo,,9.2,8.8\nTỷ lệ đô thị hóa,,28.1,28.9\n'],
    ['a share under rows of one kind', 'Đơn vị,Chỉ tiêu,Số lượng,Tỷ lệ\nXã A,Hộ nghèo,10,5\nXã B,Hộ nghèo,20,6\nXã C,Hộ nghèo,30,7\nTỷ trọng,,3,4\n'],
    ['a make-up', 'Chỉ tiêu,Đơn vị,2022,2023\nDân số,người,100,110\nDiện tích,km2,5,6\nGRDP,tỷ đồng,9,10\nCơ cấu kinh tế - nông nghiệp,,38.1,37.5\n'],
    ['codes in a row that one of them adds up', 'ma,ten,thu_tu\n1,Nam,1\n2,Nữ,2\n3,Tổng số,3\n'],
    ['codes with a zero before them', 'id,cap\n01,Tỉnh\n02,Huyện\n03,Toàn tỉnh\n04,Xã\n'],
    ['codes under what is called the whole', 'id,ten\n6,Toàn tỉnh\n1,A\n2,B\n3,C\n'],
    ['the office of summaries', 'Phòng,Hồ sơ,Trễ\nNội vụ,5,1\nTư pháp,6,2\nTổng hợp,12,9\n'],
    ['places called as a mean is', 'thon,ho,khau\nAn Bình,10,40\nBình Minh,20,50\nTrung Bình,15,45\n'],
    ['persons called as a mean is', 'ho_ten,toan,van\nLÊ AN,10,4\nLÊ BÉ,8,8\nTRẦN TRUNG BÌNH,9,6\n'],
    ['pages of a book', 'Mục,Tên\nTrang 1,a\nTrang 2,b\nTrang 3,\n'],
  ])('%s are data', async (_, content) => {
    const table = await readOnlyTable('a.csv', content);
    expect(table).toMatchObject({ rowCount: content.trim().split('\n').length - 1, skipped: [] });
  }); // prettier-ignore
});

test.each([
  ['numbered as the others, over letters', 'STT,Nội dung,ĐVT,KH\n1,Trồng trọt,,\na,Lúa,ha,100\nb,Ngô,ha,50\n2,Chăn nuôi,,\na,Bò,con,10\n', ['Trồng trọt', 'Trồng trọt', 'Chăn nuôi']],
  ['counted in their own cell', 'Tên,Năm,Giá\n1. Nhà cửa,,\nNhà làm việc,2010,50\nNhà xe,2011,5\n2. Xe,,\nXe máy,2012,3\nÔ tô,2013,9\n', ['1. Nhà cửa', '1. Nhà cửa', '2. Xe', '2. Xe']],
  ['in capitals', 'Tên,Năm,Giá\nĐẢNG BỘ,,\nAn,2010,50\nBa,2011,5\nCHÍNH QUYỀN,,\nCa,2012,3\nDu,2013,9\n', ['ĐẢNG BỘ', 'ĐẢNG BỘ', 'CHÍNH QUYỀN', 'CHÍNH QUYỀN']],
])('groups are known %s', async (_, content, groups) => {
  const { columns, rows } = await readOnlyTable('a.csv', content);
  expect(columns.at(-1)).toBe('Nhóm');
  expect(rows.map((cells) => cells.at(-1))).toEqual(groups);
}); // prettier-ignore
