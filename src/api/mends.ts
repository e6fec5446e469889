import type { Localized } from './localized.ts';

/** What was done to a cell to read it, in words for its rows; the original is kept. */
export const mendTexts = {
  encoding: { vi: 'bảng mã cũ chuyển sang Unicode', en: 'legacy encoding turned into Unicode' },
  unicode: { vi: 'dấu tiếng Việt đưa về dựng sẵn (NFC)', en: 'Vietnamese accents composed (NFC)' },
  blanks: { vi: 'bỏ khoảng trắng ở hai đầu', en: 'blanks at both ends removed' },
  date: { vi: 'ngày viết lại theo chuẩn', en: 'dates written in the standard form' },
  period: { vi: 'kỳ viết lại thành mã', en: 'periods written as their codes' },
  thousands: { vi: 'bỏ dấu phân cách hàng nghìn', en: 'thousands separators removed' },
  'decimal-comma': { vi: 'dấu phẩy thập phân viết thành dấu chấm', en: 'decimal comma written as a point' },
  'number-signs': {
    vi: 'bỏ đơn vị, ký hiệu hoặc chú thích ghi kèm số',
    en: 'units, signs or footnote marks beside the number removed',
  },
  amount: { vi: 'số tiền đổi về đơn vị của cột', en: 'amounts turned into the unit of the column' },
  negative: { vi: 'số trong ngoặc đơn đọc là số âm', en: 'numbers in brackets read as negative' },
  angle: { vi: 'toạ độ viết lại thành độ thập phân', en: 'coordinates written in decimal degrees' },
  number: { vi: 'số viết lại theo chuẩn', en: 'numbers written in the standard form' },
  boolean: { vi: 'có, không viết lại theo chuẩn', en: 'yes and no written in the standard form' },
  time: { vi: 'giờ viết lại theo chuẩn', en: 'times written in the standard form' },
} as const satisfies Readonly<Record<string, Localized>>;

export type Mend = keyof typeof mendTexts;

export function mendText(mend: string): Localized {
  // The index is any text: a result of another version may have mends of its own.
  return (mendTexts as Readonly<Record<string, Localized>>)[mend] ?? { vi: mend, en: mend };
}
