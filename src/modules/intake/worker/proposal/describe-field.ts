import type { DraftField } from '#modules/catalog/offline.ts';
import type { ColumnReading } from './propose-fields.ts';

const typeNames: Readonly<Record<DraftField['type'], string>> = {
  string: 'chữ',
  integer: 'số nguyên',
  number: 'số',
  boolean: 'có/không',
  date: 'ngày',
  timestamp: 'thời điểm',
  time: 'giờ',
};

/** For whoever reads the contract: what the file says of the field. */
export function describeField(reading: ColumnReading, field: Omit<DraftField, 'notes'>): readonly string[] {
  const { column, present, meaning, signs } = reading;
  if (present <= 0) return ['Cả cột để trống.'];
  const filled = `${count(present)}/${count(column.rows)} dòng có giá trị, ${count(column.distinct)} giá trị khác nhau`;
  const read = field.type === 'string' ? '' : `; ${percent(reading.type.share)} đọc được là ${typeNames[field.type]}`;
  const notes = [`${filled}${read}.`];
  if (meaning.listShare !== undefined) {
    const day = field.codeListDate === undefined ? '' : ` có hiệu lực ngày ${field.codeListDate}`;
    notes.push(`${percent(meaning.listShare)} thuộc danh mục «${field.codeList ?? ''}»${day}.`);
  } else if (meaning.semanticShare !== undefined && meaning.semanticShare < 1) {
    notes.push(`${percent(meaning.semanticShare)} đúng dạng «${field.semanticType ?? ''}».`);
  }
  const { lostZeros = 0, lostDigits = 0 } = meaning;
  if (lostZeros > 0)
    notes.push(
      `${percent(lostZeros)} bị mất số 0 ở đầu (bảng tính đã coi là số): kiểm tra sẽ báo lỗi, gợi ý mã có số 0 nơi chắc chắn; nên sửa trong tệp gốc, để cột ở dạng văn bản.`,
    );
  if (lostDigits > 0)
    notes.push(
      `${percent(lostDigits)} chỉ còn dạng 1,23E+11: chữ số đã mất, không sửa được; cần lấy lại từ nguồn, để cột ở dạng văn bản.`,
    );
  if (meaning.doubted !== undefined) {
    const { semanticType, share } = meaning.doubted;
    notes.push(`Tiêu đề gợi ý «${semanticType}» nhưng chỉ ${percent(share)} đúng dạng: cần xem lại.`);
  }
  const named = column.lists.find((list) => list.today && list.named >= 0.99 * present && list.rows === 0);
  if (named !== undefined) notes.push(`Giá trị là tên trong danh mục «${named.list}»: nên chuyển sang mã.`);
  if (signs.signs.length > 0)
    notes.push(
      `${count(signs.rows)} dòng ghi ${signs.signs.map((sign) => `«${sign}»`).join(', ')}: coi là không có số liệu.`,
    );
  return notes;
}

function count(value: number): string {
  return value.toLocaleString('vi-VN');
}

export function percent(share: number): string {
  // Rounded down: 100 % is said only of all.
  return `${(Math.floor(share * 1000) / 10).toLocaleString('vi-VN')} %`;
}
