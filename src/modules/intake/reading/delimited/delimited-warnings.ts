import { listed } from '../listed.ts';
import type { ReadWarning } from '../read-outcome.ts';

export function cellsJoined(column: string): ReadWarning {
  return {
    code: 'cells-joined',
    message: {
      vi: `Cột «${column}» có dấu phẩy không đặt trong ngoặc kép nên dòng thừa ô; các phần của ô đã được ghép lại. Hãy kiểm tra cột này; khi xuất tệp, hãy đặt ô có dấu phẩy trong ngoặc kép.`,
      en: `Column “${column}” has commas that stand in no quotes, which makes too many cells of a row; its parts were joined again. Check this column; put cells that hold commas in quotes when you write the file.`,
    },
  };
}

/** Of a file, or a member of one; `lines` has those whose quotes were read as characters. */
export function quotesMended(file: string | null, lines: readonly number[]): ReadWarning {
  const vi = file === null ? 'Tệp' : `Tệp «${file}»`;
  const en = file === null ? 'The file' : `“${file}”`;
  return {
    code: 'quotes-mended',
    message: {
      vi: `${vi} có dấu ngoặc kép mở ra mà không đóng lại trong cùng dòng (dòng ${listed(lines)}; tất cả ${lines.length} dòng). Các dòng này được đọc với dấu ngoặc kép như một ký tự, các dòng khác không bị ảnh hưởng. Hãy kiểm tra và sửa các dòng được nêu.`,
      en: `${en} has quotation marks that are opened and not closed in their line (line ${listed(lines)}; ${lines.length} in all). These lines were read with the mark as a character, and no other line was touched. Check and mend the lines named.`,
    },
  };
}

export function columnsMisaligned(line: number, lines: number): ReadWarning {
  return {
    code: 'columns-misaligned',
    message: {
      vi: `Có ${lines} dòng mà chữ lấn sang cột bên cạnh, dòng đầu tiên là dòng ${line}. Tệp xếp cột bằng khoảng trắng; hãy kiểm tra các dòng này.`,
      en: `In ${lines} lines a text runs on into the next column, first in line ${line}. The file sets its columns by blanks; check these lines.`,
    },
  };
}
