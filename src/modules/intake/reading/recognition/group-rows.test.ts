import { describe, expect, test } from 'vitest';
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
