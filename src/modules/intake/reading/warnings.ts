import type { ReadWarning } from './read-outcome.ts';
import type { ErrorCells } from './workbooks/error-cells.ts';

export function encodingGuessed(name: string): ReadWarning {
  return {
    code: 'encoding-guessed',
    message: {
      vi: `Tệp không ghi rõ bảng mã; đã đọc theo ${name}. Hãy kiểm tra chữ có dấu.`,
      en: `The file does not say how its text is coded; it was read as ${name}. Check letters with accents.`,
    },
  };
}

export function encodingDamaged(bytes: number): ReadWarning {
  return {
    code: 'encoding-damaged',
    message: {
      vi: `Có ${bytes} byte không đọc được thành chữ, đã thay bằng ký tự �.`,
      en: `${bytes} bytes could not be read as text and were replaced by �.`,
    },
  };
}

export const textCut: ReadWarning = {
  code: 'text-cut',
  message: {
    vi: 'Tệp kết thúc giữa chừng một chữ, có thể đã bị cắt cụt.',
    en: 'The file ends in the middle of a character and may have been cut off.',
  },
};

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

export function sheetsHidden(names: readonly string[]): ReadWarning {
  return {
    code: 'sheets-hidden',
    message: {
      vi: `Bỏ qua trang tính bị ẩn: ${names.join(', ')}.`,
      en: `Hidden sheets were skipped: ${names.join(', ')}.`,
    },
  };
}

export function memberIgnored(path: string): ReadWarning {
  return {
    code: 'member-ignored',
    message: {
      vi: `Bỏ qua tệp «${path}» trong tệp nén vì không phải bảng dữ liệu.`,
      en: `“${path}” in the archive is no table and was passed over.`,
    },
  };
}
