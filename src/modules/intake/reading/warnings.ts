import { encodingTitles, type EncodingCandidate, type EncodingName } from '#api/encodings.ts';
import type { ReadWarning } from './read-outcome.ts';
import type { ErrorCells } from './workbooks/error-cells.ts';

export function encodingGuessed(name: EncodingName, evidence: readonly EncodingCandidate[]): ReadWarning {
  const { share, words } = evidence.find((candidate) => candidate.name === name) ?? {};
  const percent = Math.floor((share ?? 0) * 100);
  const because = {
    vi: share === undefined ? '' : ` (${percent} % trong ${words} từ có dấu viết đúng chính tả tiếng Việt)`,
    en: share === undefined ? '' : ` (${percent} % of ${words} words with accents are legal Vietnamese)`,
  };
  const title = encodingTitles[name];
  return {
    code: 'encoding-guessed',
    message: {
      vi: `Tệp không ghi rõ bảng mã; đã đọc theo ${title}${because.vi}. Hãy kiểm tra chữ có dấu; nếu sai, chọn bảng mã khác.`,
      en: `The file does not say how its text is coded; it was read as ${title}${because.en}. Check letters with accents; if they are wrong, choose another encoding.`,
    },
    evidence,
  };
}

export function encodingMixed(names: readonly EncodingName[], evidence: readonly EncodingCandidate[]): ReadWarning {
  const titles = names.map((name) => encodingTitles[name]);
  return {
    code: 'encoding-mixed',
    message: {
      vi: `Tệp có chữ theo nhiều bảng mã (${titles.join(', ')}); đã đọc từng dòng, từng ô theo bảng mã hợp với nó. Hãy kiểm tra chữ có dấu.`,
      en: `The file holds text in several encodings (${titles.join(', ')}); each line and cell was read in the one that fits it. Check letters with accents.`,
    },
    evidence,
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

export function columnsHidden(table: string, columns: readonly string[]): ReadWarning {
  const named = columns.length > 10 ? `${columns.slice(0, 10).join(', ')}…` : columns.join(', ');
  return {
    code: 'columns-hidden',
    message: {
      vi: `Trang tính «${table}» có cột bị ẩn vẫn chứa dữ liệu (${named}); các cột này cũng được đọc.`,
      en: `Sheet “${table}” has hidden columns that hold data (${named}); they were read as well.`,
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

export function membersIgnored(paths: readonly string[]): ReadWarning {
  const shown = paths.slice(0, 5).join(', ');
  return {
    code: 'member-ignored',
    message: {
      vi: `Có ${paths.length} tệp trong tệp nén không đọc được thành bảng dữ liệu và đã bỏ qua: ${shown}, …`,
      en: `${paths.length} files in the archive could not be read as tables and were passed over: ${shown}, …`,
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

export function columnsMisaligned(line: number, lines: number): ReadWarning {
  return {
    code: 'columns-misaligned',
    message: {
      vi: `Có ${lines} dòng mà chữ lấn sang cột bên cạnh, dòng đầu tiên là dòng ${line}. Tệp xếp cột bằng khoảng trắng; hãy kiểm tra các dòng này.`,
      en: `In ${lines} lines a text runs on into the next column, first in line ${line}. The file sets its columns by blanks; check these lines.`,
    },
  };
}

export function recordListsIgnored(lists: number): ReadWarning {
  return {
    code: 'record-lists-ignored',
    message: {
      vi: `Tệp JSON có ${lists + 1} danh sách bản ghi; chỉ đọc danh sách dài nhất. Hãy gửi các danh sách khác thành tệp riêng.`,
      en: `The JSON holds ${lists + 1} lists of records, of which the longest was read. Send the others as files of their own.`,
    },
  };
}
