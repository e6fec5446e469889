import { listed } from '../listed.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { ErrorCells } from './error-cells.ts';

export function sheetsHidden(names: readonly string[]): ReadWarning {
  return {
    code: 'sheets-hidden',
    message: {
      vi: `Bỏ qua trang tính bị ẩn: ${names.join(', ')}.`,
      en: `Hidden sheets were skipped: ${names.join(', ')}.`,
    },
  };
}

export function rowsHidden(table: string, rows: number): ReadWarning {
  return {
    code: 'rows-hidden',
    message: {
      vi: `Trang tính «${table}» có ${rows} dòng bị ẩn, đã bỏ qua.`,
      en: `Sheet “${table}” has ${rows} hidden rows; they were skipped.`,
    },
  };
}

export function rowsFiltered(table: string, rows: number): ReadWarning {
  return {
    code: 'rows-filtered',
    message: {
      vi: `Trang tính «${table}» có ${rows} dòng bị bộ lọc che; vẫn được đọc vì là một phần của danh sách.`,
      en: `A filter hides ${rows} rows of sheet “${table}”; they were read, since they are part of the list.`,
    },
  };
}

export function columnsHidden(table: string, columns: readonly string[]): ReadWarning {
  return {
    code: 'columns-hidden',
    message: {
      vi: `Trang tính «${table}» có cột bị ẩn vẫn chứa dữ liệu (${listed(columns)}); các cột này cũng được đọc.`,
      en: `Sheet “${table}” has hidden columns that hold data (${listed(columns)}); they were read as well.`,
    },
  };
}

/** Of a workbook whose styles are lost, in part or whole. */
export function formatsMissing(table: string, columns: readonly string[]): ReadWarning {
  return {
    code: 'formats-missing',
    message: {
      vi: `Trang tính «${table}» có cột số mà tệp đã mất định dạng (${listed(columns)}); ngày tháng ở đó được đọc thành số (46085 là 04/03/2026), mã có thể mất số 0 ở đầu. Hãy kiểm tra các cột này, hoặc xuất lại tệp từ phần mềm nguồn rồi gửi.`,
      en: `Sheet “${table}” has columns of numbers whose formats are missing from the file (${listed(columns)}); dates there are read as numbers (46085 is 4 March 2026), and codes may lack leading zeros. Check these columns, or export the file again from its source and send that.`,
    },
  };
}

export function mergesUnread(table: string, ranges: number): ReadWarning {
  return {
    code: 'merges-unread',
    message: {
      vi: `Trang tính «${table}» có quá nhiều ô trộn; ${ranges} ô trộn cuối không được lặp lại ở các dòng dưới.`,
      en: `Sheet “${table}” has more merged cells than are looked at; the last ${ranges} of them were not repeated in the rows below.`,
    },
  };
}

export function formulasUncalculated(table: string, cells: number): ReadWarning {
  return {
    code: 'formulas-uncalculated',
    message: {
      vi: `Trang tính «${table}» có ${cells} ô công thức chưa có kết quả, đã coi là ô trống. Hãy mở tệp bằng Excel, lưu lại rồi gửi.`,
      en: `Sheet “${table}” has ${cells} formulas without a result; they were read as empty cells. Open the file in Excel, save it and send it again.`,
    },
  };
}

/** None where there are no such cells. */
export function cellsInError(table: string, { count, first }: ErrorCells): readonly ReadWarning[] {
  if (first === null) return [];
  return [
    {
      code: 'cells-in-error',
      message: {
        vi: `Trang tính «${table}» có ${count} ô báo lỗi của bảng tính (như #N/A, #REF!), ô đầu tiên là ${first}; đã coi là ô trống. Hãy sửa công thức ở các ô đó rồi gửi lại nếu cần giá trị.`,
        en: `Sheet “${table}” shows spreadsheet errors (such as #N/A or #REF!) in place of values, first in ${first} (cells: ${count}); they were read as empty cells. If their values matter, mend the formulas and send the file again.`,
      },
    },
  ];
}
