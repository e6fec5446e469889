import fc from 'fast-check';
import type { SemanticTypeName } from '#modules/catalog/index.ts';

export interface Spelled {
  readonly text: string;
  /** The normal form, as it is stored. */
  readonly value: string;
}

const year = fc.integer({ min: 1990, max: 2030 });
const month = fc.integer({ min: 1, max: 12 });
const roman = ['I', 'II', 'III', 'IV'];
const two = (value: number) => String(value).padStart(2, '0');

/** Other spellings of what is read, with its normal form. Codes have none: of them a mend is suggested. */
export const spelledValues: Readonly<Partial<Record<SemanticTypeName, fc.Arbitrary<Spelled>>>> = {
  period: fc.oneof(
    fc
      .tuple(year, fc.integer({ min: 1, max: 4 }))
      .chain(([y, q]) =>
        fc
          .constantFrom(
            `Quý ${roman[q - 1]}/${y}`,
            `QUÝ ${q} NĂM ${y}`,
            `Q${q}.${y}`,
            `${roman[q - 1]}/${y}`,
            `${y}-Q${q}`,
            `Quý ${roman[q - 1]} - ${y}`,
          )
          .map((text) => ({ text, value: `${y}${q}` })),
      ),
    fc
      .tuple(year, month)
      .chain(([y, m]) =>
        fc
          .constantFrom(
            `Tháng ${m}/${y}`,
            `tháng ${two(m)} năm ${y}`,
            `T${m}/${y}`,
            `${two(m)}/${y}`,
            `${y}-${two(m)}`,
            `${y}-M${two(m)}`,
            `Thg ${m} ${y}`,
          )
          .map((text) => ({ text, value: `${y}${two(m)}` })),
      ),
    fc
      .tuple(year, fc.constantFrom(2, 4, 5, 6, 7, 8, 9, 10, 11))
      .chain(([y, n]) =>
        fc
          .constantFrom(
            `${n} tháng đầu năm ${y}`,
            `${n}T/${y}`,
            `${two(n)} tháng năm ${y}`,
            `Lũy kế ${n} tháng/${y}`,
            `từ tháng 1 đến tháng ${n} năm ${y}`,
            `T1-T${n}/${y}`,
          )
          .map((text) => ({ text, value: `${y}01-${y}${two(n)}` })),
      ),
    year.chain((y) =>
      fc
        .constantFrom(`Năm ${y}`, `Sơ bộ ${y}`, `Ước tính ${y}`, `12 tháng năm ${y}`, `${y} (sơ bộ)`)
        .map((text) => ({ text, value: String(y) })),
    ),
    year.chain((y) =>
      fc
        .constantFrom(`Năm học ${y}-${y + 1}`, `${y} – ${y + 1}`, `niên vụ ${y}/${y + 1}`)
        .map((text) => ({ text, value: `${y}-${y + 1}` })),
    ),
  ),
  money: fc
    .integer({ min: 1, max: 99_999 })
    .chain((value) =>
      fc.constantFrom(
        { text: `${value.toLocaleString('vi-VN')} đồng`, value: String(value) },
        { text: `${value.toLocaleString('vi-VN')}đ`, value: String(value) },
        { text: `${value} triệu đồng`, value: `${value}000000` },
        { text: `${value} tỷ 300 triệu`, value: `${value}300000000` },
      ),
    ),
  percent: fc
    .integer({ min: 101, max: 9999 })
    .filter((value) => value % 10 > 0)
    .chain((value) => {
      const [vi, plain] = [(value / 100).toFixed(2).replace('.', ','), (value / 100).toFixed(2)];
      return fc
        .constantFrom(`${vi}%`, `${vi} %`, `${plain}%`, `${vi} phần trăm`)
        .map((text) => ({ text, value: plain }));
    }),
  latitude: fc.tuple(fc.integer({ min: 15, max: 59 }), fc.integer({ min: 0, max: 59 })).chain(([m, s]) => {
    const value = String(Math.round((12 + m / 60 + s / 3600) * 1e9) / 1e9);
    return fc
      .constantFrom(`12°${m}'${s}"N`, `12 ${m} ${s}`, `12 độ ${m} phút ${s} giây Bắc`)
      .map((text) => ({ text, value }));
  }),
  longitude: fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 })).chain(([m, s]) => {
    const value = String(Math.round((108 + m / 60 + s / 3600) * 1e9) / 1e9);
    return fc
      .constantFrom(`108°${m}′${s}″Đ`, `108 ${m} ${s} E`, `108 độ ${m} phút ${s} giây Đông`)
      .map((text) => ({ text, value }));
  }),
  northing: metres(1_340_000_001, 1_519_999_999),
  easting: metres(200_000_001, 799_999_999),
};

/** Of thousandths of a metre; the last digit is no zero. */
function metres(min: number, max: number): fc.Arbitrary<Spelled> {
  return fc
    .integer({ min, max })
    .filter((value) => value % 10 > 0)
    .chain((value) => {
      const text = (value / 1000).toFixed(3);
      const [whole = '', rest = ''] = text.split('.');
      const grouped = (sign: string) => whole.replace(/\B(?=(?:\d{3})+$)/g, sign);
      return fc
        .constantFrom(
          `${whole},${rest}`,
          `${grouped('.')},${rest}`,
          `${grouped(' ')},${rest} m`,
          `${grouped(',')}.${rest}`,
        )
        .map((spelled) => ({ text: spelled, value: text }));
    });
}
