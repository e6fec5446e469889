import { failReading } from '../errors.ts';

/** A quote that is open for longer than a row may be: where it opens is what has to be mended. */
export function quoteOpenTooLong(line: number, length: number) {
  return failReading('quote-unclosed', `The quotation mark opened on line ${line} is not closed within ${length}`, {
    line,
    message: {
      vi: 'Có dấu ngoặc kép mở ra ở dòng này mà không được đóng lại trong giới hạn độ dài của một dòng (DAKLAKE_MAX_ROW). Hãy thêm dấu đóng, hoặc viết dấu ngoặc kép trong chữ thành hai dấu (""), rồi gửi lại.',
      en: 'A quotation mark is opened on this line and not closed within the length that a row may have (DAKLAKE_MAX_ROW). Close it, or write a mark that is part of a text twice (""), and send the file again.',
    },
  });
}
