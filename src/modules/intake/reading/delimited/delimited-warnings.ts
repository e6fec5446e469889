import { listed, quoted } from '../listed.ts';
import type { ReadWarning } from '../read-outcome.ts';
import type { CellBeyond } from '../recognition/row-doubts.ts';
import { named } from '../recognition/row-warnings.ts';

export function cellsJoined(columns: readonly string[], line: number): ReadWarning {
  return {
    code: 'cells-joined',
    message: {
      vi: `Cột ${quoted(columns, '«', '»')} có dấu phẩy không đặt trong ngoặc kép nên dòng thừa ô (đầu tiên là dòng ${line}); các phần của ô đã được ghép lại. Hãy kiểm tra cột này; khi xuất tệp, hãy đặt ô có dấu phẩy trong ngoặc kép.`,
      en: `Column ${quoted(columns, '“', '”')} has commas that stand in no quotes, which makes too many cells of a row (first on line ${line}); the parts of a cell were joined again. Check this column; put cells that hold commas in quotes when you write the file.`,
    },
  };
}

/** Of a file, or a member of one, whose rows have more cells than its heading; `cell` is the first of them. */
export function columnUnnamed(file: string | null, cell: CellBeyond): ReadWarning {
  return {
    code: 'column-unnamed',
    message: {
      vi: `${file === null ? '' : `Tệp «${file}»: `}dòng tiêu đề có ít ô hơn các dòng dưới nên có cột không tên (${named([cell], 'dòng', 'cột')}). Hãy đặt tên cho cột đó; nếu dấu phân cách là một phần của số hay chữ (như 1,234), hãy đặt ô đó trong ngoặc kép.`,
      en: `${file === null ? '' : `“${file}”: `}the heading has fewer cells than the rows below it, which leaves a column without a name (${named([cell], 'row', 'column')}). Name it; if the delimiter is a part of a number or text (as in 1,234), put that cell in quotes.`,
    },
  };
}

/** Of a file, or a member of one, whose delimiter may be punctuation; `one`: it was read as that. */
export function delimiterDoubted(file: string | null, delimiter: string, one: boolean): ReadWarning {
  const vi = file === null ? 'tệp' : `tệp «${file}»`;
  const en = file === null ? 'the file' : `“${file}”`;
  return {
    code: 'delimiter-doubted',
    message: one
      ? {
          vi: `Dấu «${delimiter}» trong ${vi} được hiểu là dấu câu nên tệp được đọc thành một cột, mỗi dòng một ô. Nếu dấu này phân cách các cột, hãy thêm dòng tiêu đề nêu tên từng cột rồi gửi lại.`,
          en: `The sign “${delimiter}” in ${en} was taken for punctuation, so that each line is one cell of one column. If it separates columns, add a heading that names each of them and send the file again.`,
        }
      : {
          vi: `Sau mọi dấu «${delimiter}» trong ${vi} đều có dấu cách như trong câu văn, nên không chắc dấu này phân cách các cột; tệp được đọc thành nhiều cột. Nếu tệp chỉ có một cột, hãy đặt mỗi ô trong ngoặc kép rồi gửi lại.`,
          en: `A blank follows every “${delimiter}” in ${en}, as in a sentence, so that it may separate no columns; it was read as separating them. If there is one column only, put each cell in quotes and send the file again.`,
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

/** Of a text that sets columns by blanks; `found`: how many were read. */
export function columnsDoubtful(file: string | null, found: number): ReadWarning {
  const vi = file === null ? 'Tệp' : `Tệp «${file}»`;
  const en = file === null ? 'The file' : `“${file}”`;
  return {
    code: 'columns-misaligned',
    message: {
      vi: `${vi} xếp cột bằng khoảng trắng, được đọc thành ${found} cột nhưng có thể còn cột dính liền nhau (tiêu đề hoặc các dòng cho thấy nhiều cột hơn). Hãy kiểm tra các cột; nên xuất lại thành csv có dấu phân cách.`,
      en: `${en} sets its columns by blanks and was read as ${found}, but columns may run together (the heading or the rows speak for more). Check the columns; better write the file again as csv with a delimiter.`,
    },
  };
}
