import type { DomainError } from '#platform/errors/domain-error.ts';
import { failLoad } from '../loads/errors.ts';

/** A row of the first file, as a correction names it. */
export interface Place {
  readonly table: string | null;
  readonly row: string;
}

/** Why a correction cannot be taken, in words for the one who sent it. At most the first few rows are named. */
export const mostNamed = 5;

export function unplaced(lines: readonly string[]): DomainError {
  const vi =
    lines.length === 0
      ? 'Tệp không có cột «_table» và «_row». Hãy tải tệp dòng lỗi của đợt nạp này, sửa trên tệp đó và giữ nguyên hai cột này.'
      : `Cột «_row» trống hoặc không phải số ở dòng ${lines.join(', ')} của tệp. Hãy giữ nguyên cột «_table» và «_row» như trong tệp dòng lỗi.`;
  const en =
    lines.length === 0
      ? 'The file has no columns “_table” and “_row”. Download the rejects of this load, mend them there, and leave these two columns as they are.'
      : `The column “_row” is blank or no number on line ${lines.join(', ')}. Leave “_table” and “_row” as they are in the file of rejects.`;
  return failLoad('correction-unplaced', en, { members: { message: { vi, en } } });
}

export function otherHeadings(missing: readonly string[], unknown: readonly string[]): DomainError {
  const name = (names: readonly string[]) => names.map((one) => `«${one}»`).join(', ');
  const vi = [
    missing.length === 0 ? '' : `Thiếu cột ${name(missing)}.`,
    unknown.length === 0 ? '' : `Cột ${name(unknown)} không có trong tệp dòng lỗi.`,
    'Hãy giữ nguyên dòng tiêu đề như trong tệp dòng lỗi đã tải về.',
  ];
  const en = [
    missing.length === 0 ? '' : `The column ${name(missing)} is missing.`,
    unknown.length === 0 ? '' : `The column ${name(unknown)} is not in the file of rejects.`,
    'Leave the headings as they are in the file of rejects.',
  ];
  const text = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' ');
  return failLoad('correction-headings', text(en), { members: { message: { vi: text(vi), en: text(en) } } });
}

export function unknownField(field: string, place: Place): DomainError {
  const vi = `Bảng gốc không có cột hoặc trường «${field}» (${placed('vi', place)}).`;
  const en = `The source has no column or field “${field}” (${placed('en', place)}).`;
  return failLoad('correction-field-unknown', en, { members: { message: { vi, en } } });
}

export function unknownRows(places: readonly Place[]): DomainError {
  const vi = `${list('vi', places)} không có trong danh sách dòng lỗi hoặc trùng của đợt nạp này. Chỉ gửi lại những dòng trong tệp dòng lỗi.`;
  const en = `${list('en', places)}: neither rejected nor a duplicate in this load. Send back only rows of its file of rejects.`;
  return failLoad('correction-row-unknown', en, { members: { message: { vi, en } } });
}

/** A crosstab that was read as its long form: several rows of the load stand in one row of the file. */
export function rowsShared(places: readonly Place[]): DomainError {
  const vi = `${list('vi', places)}: một dòng của bảng ngang đã thành nhiều dòng dữ liệu, nên không sửa riêng được. Hãy sửa ô đó trong tệp gốc rồi gửi lại cả tệp.`;
  const en = `${list('en', places)}: one row of a crosstab became several rows, which cannot be told apart here. Mend the cell in the file itself and send it again.`;
  return failLoad('correction-unplaced', en, { members: { message: { vi, en } } });
}

export function rowsTwice(places: readonly Place[]): DomainError {
  const vi = `${list('vi', places)} có hai lần trong bản sửa. Hãy giữ lại một lần.`;
  const en = `${list('en', places)}: twice in the correction. Keep one of them.`;
  return failLoad('correction-row-twice', en, { members: { message: { vi, en } } });
}

export function noSuggestion(rule: string, field: string): DomainError {
  const vi = `Không có gợi ý chắc chắn nào của quy tắc «${rule}» cho trường «${field}» ở các dòng còn lỗi.`;
  const en = `No open row has a certain suggestion of the rule “${rule}” for the field “${field}”.`;
  return failLoad('suggestion-unknown', en, { members: { message: { vi, en } } });
}

function list(language: 'vi' | 'en', places: readonly Place[]): string {
  const named = places.slice(0, mostNamed).map((place) => placed(language, place));
  const text = named.join('; ') + (places.length > mostNamed ? '; …' : '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function placed(language: 'vi' | 'en', { table, row }: Place): string {
  if (language === 'vi') return table === null ? `dòng ${row}` : `dòng ${row} của bảng «${table}»`;
  return table === null ? `row ${row}` : `row ${row} of “${table}”`;
}
