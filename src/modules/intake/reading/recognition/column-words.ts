import { foldWords } from './row-words.ts';

const columnWords =
  /^(?:stt|tt|so|ma|ten|ho|xa|phuong|huyen|tinh|thon|truong|don vi|co quan|chi tieu|noi dung|loai|danh muc|hang muc|nam|thang|quy|ngay|linh vuc|nganh|nhom|chuc|cay|san pham|dia|khu|co so|doi tuong|du an|cong trinh|mat hang|ky|id|no|name|code|country|region|date|year|type)\b/;

/** A word with which the first column of a table may be named. */
export function mayNameColumn(text: string): boolean {
  return columnWords.test(foldWords(text).replaceAll('_', ' '));
}

const keyWords =
  /^(?:stt|tt|so tt|so thu tu|ma|ten|xa|phuong|huyen|tinh|don vi|chi tieu|noi dung|loai|danh muc)(?: |$)/;

/** The name of a column that tells rows apart: a year, or a sex, may be what is counted. */
export function namesKey(text: string): boolean {
  return keyWords.test(foldWords(text));
}

/** What nobody and nothing else is called. */
const columnName =
  /^(?:STT|TT|Mã(?: \p{Ll}.*)?|Tên(?: \p{Ll}.*)?|Họ(?: và)? tên.*|Họ|Ngày \p{Ll}.*|Địa chỉ|Ghi chú|Chức vụ)$/u;

export function namesColumn(text: string): boolean {
  return columnName.test(text.normalize('NFC'));
}
