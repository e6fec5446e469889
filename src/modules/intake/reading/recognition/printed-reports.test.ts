import { describe, expect, test } from 'vitest';
import { makeWorkbook, row } from '../../../../../test/support/make-workbook.ts';
import { readBytes, readOnlyTable } from '../testing/read-bytes.ts';

const skippedOf = ({ skipped }: { readonly skipped: readonly { readonly row: number; readonly why: string }[] }) =>
  skipped.map(({ row: at, why }) => `${at} ${why}`).join(', ');

const warningsOf = async (content: string) => {
  const { warnings } = await readBytes('a.csv', content);
  return warnings.map(({ code }) => code);
};

describe('rows that say a column’s figures once more are none of its data, if they do', () => {
  test('the largest, the smallest and the mean', async () => {
    const days = 'Ngày,7 giờ,13 giờ\n1,20.5,31\n2,21,30\n3,19,35\n4,24.5,32\n';
    const closed = `${days}Lớn nhất,24.5,35\nThấp nhất,19,30\nBình quân,21.25,32\n`;
    expect(skippedOf(await readOnlyTable('a.csv', closed))).toBe('6 subtotal, 7 subtotal, 8 total');
    const other = await readOnlyTable('a.csv', `${days}Lớn nhất,24.5,36\nThấp nhất,19,30\n`);
    expect(other.rows.at(-1)?.[0]).toBe('Lớn nhất');
    expect(other.rowCount).toBe(5);
  });

  test('sums that a page passes on to the next one', async () => {
    const page = 'TT,Họ tên,Tiền\n1,An,300\n2,Bình,500\n,Cộng trang,800\n,Mang sang,800\n3,Cường,400\n4,Dung,100\n';
    const more = `${page},Số chuyển trang sau,1300\n,Trang trước chuyển sang,1300\n5,Giang,50\n6,Hà,60\n,Tổng cộng,1410\n`;
    const table = await readOnlyTable('a.csv', more);
    expect(table.rows.map(([number]) => number)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(skippedOf(table)).toBe('4 subtotal, 5 subtotal, 8 subtotal, 9 subtotal, 12 total');
  });

  test('quarters below months that are numbers', async () => {
    const content = 'Tháng,Thu,Chi\n1,120,100\n2,110,98\n3,150,120\nQuý I,380,318\n4,130,110\n5,140,111\n6,160,130\n';
    const table = await readOnlyTable('a.csv', `${content}Quý II,430,351\n6 tháng,810,669\n`);
    expect(skippedOf(table)).toBe('5 subtotal, 9 subtotal, 10 total');
  });

  test('what is passed on deep in a large file that is regular but for them', async () => {
    const people = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `HK${from + at},Người ${from + at},${100 + ((from + at) % 7)}\n`);
    const sum = Array.from({ length: 5000 }, (_, at) => 100 + (at % 7)).reduce((one, other) => one + other);
    const carried = `Chuyển sang trang,,${sum}\nMang sang,,${sum}\n`;
    const content = `Mã,Họ tên,Tiền\n${people(0, 5000).join('')}${carried}${people(5000, 6000).join('')}`;
    const table = await readOnlyTable('a.csv', content);
    expect(table.rowCount).toBe(6000);
    expect(skippedOf(table)).toBe('5002 subtotal, 5003 subtotal');
  });

  test.each([
    ['above all rows, without words', 'Mã,Tên,Góp\n,,1500\nT1,An,500\nT2,Ba,700\nT3,Cư,300\n', '2 total'],
    ['as how many there are', 'TT,Tên,Vay,Dư\n1,An,50,30\n2,Ba,30,30\n3,Cư,40,12\n3 người,,120,72\n', '5 total'],
    ['up to now', 'Kỳ,Tấn,Thùng\nT1/2025,30,153\nT2/2025,25,135\nT3/2025,41,229\nQuý 1,96,517\nT4/2025,38,216\nT5/2025,33,181\nLũy kế,167,914\n', '5 subtotal, 8 total'], // prettier-ignore
    ['of a company, over its source', 'Điện lực,T7,T8\nBắc,21,22\nNam,30,31\nToàn công ty,51,53\n(Nguồn: PC),,\n', '4 total, 5 note'], // prettier-ignore
    ['over notes by raised numbers', 'Xã,Lúa¹,Ngô²\nA,2,3\nB,4,5\n¹ Cả năm,,\n² Vụ 1,,\n', '4 note, 5 note'],
    ['over an office that signs', 'TT,Tên,Có\n1,An,22\n2,Ba,20\n3,Cư,23\n,,Chủ nhiệm\n', '5 note'],
  ])('a sum, or what closes a table: %s', async (_, content, skipped) => {
    expect(skippedOf(await readOnlyTable('a.csv', content))).toBe(skipped);
  });

  test('the share under a total, in a table of one name a row', async () => {
    const content = 'Xã,Số hộ,Hộ nghèo\nEa Tu,1000,50\nEa Kao,500,25\nTổng cộng,1500,75\nTỷ lệ %,100,5\n';
    expect(skippedOf(await readOnlyTable('a.csv', content))).toBe('4 total, 5 total');
    expect((await readOnlyTable('a.csv', content.replace('Tỷ lệ %', 'Tỷ lệ hộ nghèo'))).rowCount).toBe(3);
  });

  test('what is passed on from a page that is not there stays, and is told of', async () => {
    const content = 'TT,Họ tên,Tiền\n,Trang trước chuyển sang,1300\n5,Giang,50\n6,Hà,60\n';
    expect((await readOnlyTable('a.csv', content)).rowCount).toBe(3);
    expect(await warningsOf(content)).toContain('totals-kept');
  });

  test('a total that is rounded; a thing called so is one of the things', async () => {
    const content = 'STT,Hạng mục,Tiền\n1,Đào,12345\n2,Xây,67890\n3,Trát,5432\n,Tổng cộng,85667\n,Làm tròn,85700\n';
    expect(skippedOf(await readOnlyTable('a.csv', content))).toBe('5 total, 6 total');
    const taxed = `${content.split('\n,T')[0]}\n,Cộng,85667\n,Thuế,8567\n,Tổng cộng sau thuế,94234\n`;
    expect(skippedOf(await readOnlyTable('a.csv', `${taxed},Làm tròn,94000\n`))).toBe(
      '5 subtotal, 7 subtotal, 8 total',
    );
    expect((await readOnlyTable('a.csv', `${taxed},Làm tròn,96000\n`)).rowCount).toBe(5);
    expect((await readOnlyTable('a.csv', 'Hàng,Số,Giá\nBút,1,2\nLàm tròn,3,4\n')).rowCount).toBe(2);
  });

  test('all of a school', async () => {
    const content = 'Khối,Lớp,Sĩ số,Nữ\n6,6A,40,19\n6,6B,38,20\n7,7A,35,16\n,Toàn trường,113,55\n';
    expect(skippedOf(await readOnlyTable('a.csv', content))).toBe('5 total');
  });

  test('in a table of years a total is one of the things counted, and nobody is warned of it', async () => {
    const content = 'Chỉ tiêu,2021,2022,2023\nTổng số,300,310,330\nNam,140,150,160\nNữ,160,160,170\n';
    expect((await readOnlyTable('a.csv', content)).rowCount).toBe(3);
    expect(await warningsOf(content)).toEqual([]);
  });
});

describe('groups that no number tells from their members', () => {
  const members = (sums: readonly [number, number]) =>
    `Đơn vị,Hộ,Khẩu\nHUYỆN LẮK,${sums.join()}\nXã Yang Tao,100,400\nXã Bông Krang,150,600\nHUYỆN EA SÚP,90,300\nXã Ea Lê,40,130\nXã Ea Bung,50,170\n`;

  test('are known by their places and their sums', async () => {
    const table = await readOnlyTable('a.csv', members([250, 1000]));
    expect(table.columns.at(-1)).toBe('Huyện');
    expect(table.rows.map((cells) => cells.at(-1))).toEqual(['HUYỆN LẮK', 'HUYỆN LẮK', 'HUYỆN EA SÚP', 'HUYỆN EA SÚP']);
  });

  test('and are rows where these are none', async () => {
    expect((await readOnlyTable('a.csv', members([251, 1001]))).rowCount).toBe(6);
  });

  test.each([
    ['by their capitals', ['KRÔNG ANA', 'Yang Tao', 'EA SÚP', 'Ea Lê'], ''],
    ['by having no number', ['Lắk', 'Yang Tao', 'Ea Súp', 'Ea Lê'], '1'],
  ])('%s', async (_, [first, one, second, other], number) => {
    const rows = [
      `,${first},250,1000`,
      `${number},${one},100,400`,
      `${number && '2'},Krông Nô,150,600`,
      `,${second},90,300`,
      `${number},${other},40,130`,
      `${number && '2'},Ya Lốp,50,170`,
    ];
    const table = await readOnlyTable('a.csv', `STT,Đơn vị,Hộ,Khẩu\n${rows.join('\n')}\n`);
    expect(table.rows.map((cells) => cells[4])).toEqual([first, first, second, second]);
  });
});

test('a sum without a number behind the last group is none of its members', async () => {
  const groups = 'I,Đầu tư,14,13\n-,Trụ sở,5,4\n-,Đường,9,9\nII,Thường xuyên,15,14\n-,Lương,12,12\n-,Khác,3,2\n';
  const table = await readOnlyTable('a.csv', `STT,Nội dung,Dự toán,Quyết toán\n${groups},Tổng chi (I+II),29,27\n`);
  expect(table.rows.map((cells) => cells[4])).toEqual(['Đầu tư', 'Đầu tư', 'Thường xuyên', 'Thường xuyên']);
});

describe('the line of units under a heading', () => {
  const content = 'Xã,Diện tích,Sản lượng\n,ha,tấn\nEa Tu,10,35\nEa Kao,20,64\n';

  test('is part of it, in brackets or not', async () => {
    const table = await readOnlyTable('a.csv', content);
    expect(table.columns).toEqual(['Xã', 'Diện tích / ha', 'Sản lượng / tấn']);
    expect(table.rowCount).toBe(2);
  });

  test('is left out where the contract calls the columns without it', async () => {
    const table = await readOnlyTable('a.csv', content, { expectedHeadings: [['xa'], ['dientich'], ['sanluong']] });
    expect(table.columns).toEqual(['Xã', 'Diện tích', 'Sản lượng']);
    expect(skippedOf(table)).toBe('2 units');
  });

  test('is a row where units are what the rows say', async () => {
    const table = await readOnlyTable('a.csv', 'Mã,Đơn vị,Loại\n,ha,tấn\nA1,kg,tấn\nA2,con,tấn\n');
    expect(table.rowCount).toBe(3);
  });
});

test('a cell beyond the last column is told with its row, its column and what it says', async () => {
  const { warnings } = await readBytes('a.csv', 'xa,ho,khau\nA,1,2\nB,3,4,nghi sai\nC,5,6\n');
  const beyond = warnings.find(({ code }) => code === 'cells-beyond');
  expect(beyond?.message.en).toContain('row 3, column 4: «nghi sai»');
  expect(beyond?.message.vi).toContain('dòng 3, cột 4: «nghi sai»');
});

describe('one heading merged over the parts of one text', () => {
  const sheet = (heading: string, second: (at: number) => string) =>
    makeWorkbook([
      {
        name: 'DS',
        rows: [
          row(1, ['TT', heading, null, 'Lớp']),
          ...[1, 2, 3].map((at) => row(at + 1, [at, 'Nguyễn Văn', second(at), '9A'])),
        ].join(''),
        merges: ['B1:C1'],
      },
    ]);

  test('is one column', async () => {
    const table = await readOnlyTable('a.xlsx', await sheet('Họ và tên', (at) => ['An', 'Bình', 'Cư'][at - 1] ?? ''));
    expect(table.columns).toEqual(['TT', 'Họ và tên', 'Lớp']);
    expect(table.rows[1]).toEqual(['2', 'Nguyễn Văn Bình', '9A']);
  });

  test('is one column of addresses, their parts apart by commas', async () => {
    const table = await readOnlyTable('a.xlsx', await sheet('Địa chỉ', () => 'Ea Tu'));
    expect(table.columns).toEqual(['TT', 'Địa chỉ', 'Lớp']);
    expect(table.rows[1]).toEqual(['2', 'Nguyễn Văn, Ea Tu', '9A']);
  });

  test('is two where it names something else, or the second part is no word', async () => {
    const teachers = await readOnlyTable('a.xlsx', await sheet('Giáo viên', () => 'Ea Tu'));
    expect(teachers.columns).toEqual(['TT', 'Giáo viên', 'Giáo viên (2)', 'Lớp']);
    const numbers = await readOnlyTable('a.xlsx', await sheet('Họ tên', (at) => `19${80 + at}`));
    expect(numbers.columns).toEqual(['TT', 'Họ tên', 'Họ tên (2)', 'Lớp']);
  });
});
