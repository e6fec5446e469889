import { describe, expect, test } from 'vitest';
import { periodText } from './period-words.ts';
import { readHeading } from './read-heading.ts';

/** Heading, period, status, what else it says. */
const timed: readonly (readonly [heading: string, period: string, status?: string | null, rest?: string])[] = [
  ['2016', '2016'],
  ['Năm 2020', '2020'],
  ['Nam 2020', '2020'],
  ['Prel. 2016', '2016', 'Prel.'],
  ['Prel.2016', '2016', 'Prel.'],
  ['Pre..2016', '2016', 'Pre.'],
  ['Pre. 2016(*)', '2016', 'Pre. (*)'],
  ['Sơ bộ 2023', '2023', 'Sơ bộ'],
  ['Sơ bộ - Prel. 2016', '2016', 'Sơ bộ - Prel.'],
  ['Sơ bộ Prel. 2016', '2016', 'Sơ bộ Prel.'],
  ['Tháng 1 - Jan.', '1'],
  ['Quý I - Quarter I', '1'],
  ['2023 (sơ bộ)', '2023', 'sơ bộ'],
  ['Ước thực hiện 2024', '2024', 'Ước thực hiện'],
  ['2016 (**)', '2016', '(**)'],
  ['X2014', '2014'],
  ['c1980', '1980'],
  ['2001 [YR2001]', '2001'],
  ['2015-2016', '2015-2016'],
  ['1995 - 1996', '1995-1996'],
  ['Niên vụ 2021/22', '2021-2022'],
  ['Giai đoạn 2016-2020', '2016-2020'],
  ['2010 over 2009', '2010/2009'],
  ['Quý IV/2023', '2023-Q4'],
  ['Quý 1 năm 2024', '2024-Q1'],
  ['2020Q3', '2020-Q3'],
  ['Năm 2024 / Quý II', '2024-Q2'],
  ['Tháng 3', '3'],
  ['Tháng / 11', '11'],
  ['T12', '12'],
  ['01/2024', '2024-01'],
  ['2024M02', '2024-02'],
  ['Dec.', '12'],
  ['Jan-24', '2024-01'],
  ['Tại 31/12/2022', '2022-12-31'],
  ['6 tháng đầu năm 2023', '6 tháng đầu năm 2023'],
  ['2011 Area (Km2)', '2011', null, 'Area (Km2)'],
  ['2001 (*) Of which: Public teachers', '2001', '(*)', 'Of which: Public teachers'],
  ['Total (Bill. Dongs) Prel. 2016', '2016', 'Prel.', 'Total (Bill. Dongs)'],
  ['X2014.Permanent.house', '2014', null, 'Permanent house'],
  ['hdi_rank_2023', '2023', null, 'hdi_rank'],
  ['Dân số 2020 (người)', '2020', null, 'Dân số (người)'],
  ['Năm 2022 / Nữ', '2022', null, 'Nữ'],
  ['Tổng số / 2022', '2022', null, 'Tổng số'],
];

test.each(timed.map(([heading, period, status = null, rest = '']) => ({ heading, period, status, rest })))(
  '“$heading” is of $period',
  ({ heading, ...said }) => {
    const { period, status, rest } = readHeading(heading);
    expect({ period: period === null ? null : periodText(period), status, rest }).toEqual(said);
  },
);

test.each([
  'Nam',
  'Mã xã',
  'Quý',
  'Năm sinh',
  '100022',
  'Tổng số',
  'May mặc',
  'Marital status',
  'Số 12',
  '3021',
  'Quý khách',
])('“%s” names no period', (heading) => {
  expect(readHeading(heading).period).toBeNull();
});

describe('places and ages', () => {
  test.each([
    ['Xã Ea Kao', 'commune'],
    ['Phường Tân Lập', 'commune'],
    ['TT. Quảng Phú', 'commune'],
    ['Huyện Lắk', 'district'],
    ['Đắk Lắk', 'province'],
    ['TP. Hồ Chí Minh', 'province'],
  ])('“%s” is a %s', (heading, kind) => {
    expect(readHeading(heading).place?.kind).toBe(kind);
  });
  test.each(['Phường Xã', 'Xã, phường', 'Tỉnh Thành Phố', 'Quận Huyện', 'Xã hội', 'Huyện'])(
    '“%s” is none',
    (heading) => {
      expect(readHeading(heading).place).toBeNull();
    },
  );
  test.each(['15 - 24', '50+', '0-4 tuổi', 'Dưới 15 tuổi', 'Từ 60 tuổi trở lên', '65 years and over'])(
    '“%s” is an age group',
    (heading) => {
      expect(readHeading(heading).age).toBe(heading);
    },
  );
});

test('no text keeps the patterns busy', () => {
  const hostile = [
    '1'.repeat(300),
    '2016 '.repeat(60),
    `${'a '.repeat(149)}!`,
    `Năm ${'/'.repeat(290)}`,
    '2'.repeat(1e6),
  ];
  const began = performance.now();
  for (let round = 0; round < 20; round++) for (const heading of hostile) readHeading(heading);
  // A millisecond; ways that grow with the square of the text take minutes.
  expect(performance.now() - began).toBeLessThan(15_000);
});
