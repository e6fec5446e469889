import type { LostNumbers } from '../dbase/open-dbase.ts';
import type { ReadWarning } from '../read-outcome.ts';

/** Names at the most that a warning lists; the others are counted. */
const mostNames = 20;

export function rowsDeleted(rows: number): ReadWarning {
  return {
    code: 'rows-deleted',
    message: {
      vi: `Có ${rows} bản ghi đã bị đánh dấu xóa trong tệp, đã bỏ qua.`,
      en: `${rows} records are marked as deleted in the file; they were skipped.`,
    },
  };
}

/** Of a table that has a place for so many digits and no more; none where there are no such numbers. */
export function numbersLost(table: string | null, { count, first }: LostNumbers): readonly ReadWarning[] {
  if (first === null) return [];
  const where = table === null ? { vi: 'Bảng', en: 'The table' } : { vi: `Bảng «${table}»`, en: `Table “${table}”` };
  return [
    {
      code: 'numbers-lost',
      message: {
        vi: `${where.vi} có ${count} ô chỉ ghi dấu * vì số dài hơn độ rộng của cột, đầu tiên ở dòng ${first.row}, cột «${first.column}»; số đã mất trong tệp nên ô được để trống. Hãy nới độ rộng cột ở phần mềm nguồn rồi xuất lại.`,
        en: `${where.en} has ${count} cells with asterisks in place of a number that is too long for its column, first in row ${first.row}, column “${first.column}”; the number is not in the file, and the cell was left empty. Widen the column in the program and export again.`,
      },
    },
  ];
}

/** Columns whose content is not in the file, or is no text: documents, pictures, notes in a second file, computed values. */
export function columnsUnread(table: string | null, names: readonly string[]): ReadWarning {
  return {
    code: 'columns-unread',
    message: {
      vi: `${table === null ? 'Bảng' : `Bảng «${table}»`} có cột mà nội dung không đọc được dưới dạng chữ (ghi chú ở tệp khác, ảnh, tệp đính kèm, cột tự tính), đã bỏ qua hoặc để trống: ${listed(names, 'và', 'cột khác')}.`,
      en: `${table === null ? 'The table' : `Table “${table}”`} has columns whose content cannot be read as text (notes in a second file, pictures, attachments, computed columns); they were left out or empty: ${listed(names, 'and', 'more')}.`,
    },
  };
}

function listed(names: readonly string[], and: string, more: string): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} ${and} ${names.length - mostNames} ${more}` : shown;
}

/** Values that a database would have to compute. */
export function valuesComputed(count: number, line: number): ReadWarning {
  return {
    code: 'values-computed',
    message: {
      vi: `Có ${count} giá trị trong tệp SQL là biểu thức phải tính (đầu tiên ở dòng ${line}), đã để trống.`,
      en: `${count} values of the SQL file are expressions that would have to be computed (first on line ${line}); they were left empty.`,
    },
  };
}

/** Rows that a database would have to compute. */
export function rowsComputed(count: number, line: number): ReadWarning {
  return {
    code: 'rows-computed',
    message: {
      vi: `Có ${count} lệnh thêm dữ liệu không ghi sẵn giá trị (đầu tiên ở dòng ${line}), đã bỏ qua.`,
      en: `${count} statements insert rows without saying their values (first on line ${line}); they were skipped.`,
    },
  };
}

/** Rows that later statements change or take away, which nobody executes. */
export function rowsUnchanged(count: number, line: number): ReadWarning {
  return {
    code: 'rows-unchanged',
    message: {
      vi: `Có ${count} lệnh sửa hoặc xóa dòng đã thêm trước đó (đầu tiên ở dòng ${line}); lệnh không được thực hiện, các dòng được đọc như lúc thêm.`,
      en: `${count} ${count === 1 ? 'statement changes or deletes' : 'statements change or delete'} rows that were inserted before (first on line ${line}); nothing is executed, so the rows are read as they were inserted.`,
    },
  };
}

/** Of a dump without the end that its program writes. */
export const dumpCutOff: ReadWarning = {
  code: 'dump-cut',
  message: {
    vi: 'Tệp kết xuất không có dòng kết thúc mà chương trình luôn ghi ở cuối, nên có thể đã bị cắt: các dòng hoặc bảng phía sau có thể thiếu. Hãy kết xuất lại, hoặc so số dòng với cơ sở dữ liệu gốc.',
    en: 'The dump lacks the end that its program always writes, and may have been cut off: rows or tables may be missing behind what was read. Make it again, or compare the number of rows with the database.',
  },
};

/** Tables of a dump in several files, of which the file with the rows is not there. */
export function tableDataMissing(names: readonly string[]): ReadWarning {
  return {
    code: 'tables-unread',
    message: {
      vi: `Bản sao lưu thiếu tệp dữ liệu của bảng: ${listed(names, 'và', 'bảng khác')}. Hãy gửi lại cả thư mục.`,
      en: `The dump lacks the files with the rows of tables: ${listed(names, 'and', 'more')}. Send the whole folder again.`,
    },
  };
}

/** Tables that are made by a program as they are read: of searching in texts, of places. */
export function tablesUnread(names: readonly string[]): ReadWarning {
  return {
    code: 'tables-unread',
    message: {
      vi: `Có bảng không đọc được từ tệp (bảng ảo, bảng liên kết), đã bỏ qua: ${listed(names, 'và', 'bảng khác')}.`,
      en: `Some tables cannot be read from the file (virtual or linked tables); they were skipped: ${listed(names, 'and', 'more')}.`,
    },
  };
}
