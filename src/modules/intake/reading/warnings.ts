import type { Localized } from '#api/localized.ts';
import { encodingTitles, type EncodingCandidate, type EncodingName } from '#api/encodings.ts';
import type { ReadWarning } from './read-outcome.ts';
import type { CellBeyond, RowDoubts } from './recognition/row-doubts.ts';
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

/** Of a sheet, or of a file that has none. */
export function doubtsOfRows(
  table: string | null,
  { repeated, oddTotals, keptTotals, beyond }: RowDoubts,
): readonly ReadWarning[] {
  const vi = table === null ? 'Tệp' : `Trang tính «${table}»`;
  const en = table === null ? 'The file' : `Sheet “${table}”`;
  const found: ReadWarning[] = [];
  if (repeated > 0)
    found.push({
      code: 'cells-merged',
      message: {
        vi: `${vi} có ô trộn nhiều dòng; nội dung được lặp lại ở ${repeated} dòng. Số liệu chung của nhiều dòng sẽ bị cộng trùng nếu đem cộng.`,
        en: `${en} has cells merged over several rows; what they hold was repeated in ${repeated} rows. A figure that is meant for all of these together counts more than once if it is added up.`,
      },
    });
  if (oddTotals.length > 0)
    found.push({
      code: 'totals-odd',
      message: {
        vi: `${vi} có dòng tổng không khớp với các dòng được cộng (dòng ${listed(oddTotals)}); dòng tổng không được lấy làm dữ liệu. Hãy kiểm tra số liệu.`,
        en: `${en} has totals that are not the sum of the rows above them (row ${listed(oddTotals)}); they were not read as data. Check the figures.`,
      },
    });
  if (keptTotals.length > 0)
    found.push({
      code: 'totals-kept',
      message: {
        vi: `${vi} có dòng mang tên dòng tổng nhưng số liệu không phải tổng của các dòng còn lại (dòng ${listed(keptTotals)}); vẫn được đọc như dữ liệu. Hãy kiểm tra.`,
        en: `${en} has rows that are called totals and do not add up the others (row ${listed(keptTotals)}); they were read as data. Check them.`,
      },
    });
  if (beyond.length > 0)
    found.push({
      code: 'cells-beyond',
      message: {
        vi: `${vi} có ô nằm ngoài các cột của bảng, không thuộc cột nào (${named(beyond, 'dòng', 'cột')}). Hãy đặt tên cho cột đó, hoặc chuyển nội dung vào đúng cột; tệp văn bản: đặt ô có dấu phân cách trong ngoặc kép.`,
        en: `${en} has cells beyond the table's columns, which are in none of them (${named(beyond, 'row', 'column')}). Give that column a name, or move what stands there to the column that it belongs to; in a text file put cells that hold the delimiter in quotes.`,
      },
    });
  return found;
}

function named(beyond: readonly CellBeyond[], row: string, column: string): string {
  const cells = beyond.slice(0, 5).map((cell) => {
    const place = cell.column === undefined ? '' : `, ${column} ${cell.column}`;
    return `${row} ${cell.row}${place}: «${cell.value.length > 40 ? `${cell.value.slice(0, 40)}…` : cell.value}»`;
  });
  return `${cells.join('; ')}${beyond.length > 5 ? '…' : ''}`;
}

function listed(rows: readonly number[]): string {
  return rows.length > 10 ? `${rows.slice(0, 10).join(', ')}…` : rows.join(', ');
}

export function cellsJoined(column: string): ReadWarning {
  return {
    code: 'cells-joined',
    message: {
      vi: `Cột «${column}» có dấu phẩy không đặt trong ngoặc kép nên dòng thừa ô; các phần của ô đã được ghép lại. Hãy kiểm tra cột này; khi xuất tệp, hãy đặt ô có dấu phẩy trong ngoặc kép.`,
      en: `Column “${column}” has commas that stand in no quotes, which makes too many cells of a row; its parts were joined again. Check this column; put cells that hold commas in quotes when you write the file.`,
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

/** `why`: what it is known to be, and what to send instead. */
export function memberIgnored(path: string, why?: Localized): ReadWarning {
  return {
    code: 'member-ignored',
    message: {
      vi: `Bỏ qua tệp «${path}» trong tệp nén vì không phải bảng dữ liệu.${why === undefined ? '' : ` ${why.vi}`}`,
      en: `“${path}” in the archive is no table and was passed over.${why === undefined ? '' : ` ${why.en}`}`,
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

export interface RepeatedKeys {
  /** The key of the list of records, where the file has several. */
  readonly list: string | null;
  /** How many have some key twice, and the first of them. */
  readonly records: number;
  readonly record: number;
  readonly key: string;
}

export function keysRepeated({ list, records, record, key }: RepeatedKeys): ReadWarning {
  const shown = key.length > 100 ? `${key.slice(0, 100)}…` : key;
  return {
    code: 'keys-repeated',
    message: {
      vi: `${list === null ? '' : `Danh sách «${list}»: `}có ${records} bản ghi ghi một khóa hai lần, đầu tiên là bản ghi ${record}, khóa «${shown}»; chỉ giá trị ghi sau được đọc.`,
      en: `${list === null ? '' : `List “${list}”: `}${records} ${records === 1 ? 'record has' : 'records have'} a key twice, first record ${record}, “${shown}”; only the later value was read.`,
    },
  };
}

export interface DecodedFont {
  readonly font: string;
  readonly name: EncodingName;
  /** Cells that can be text of its coding alone, cells that were decoded, and one of them. */
  readonly old: number;
  readonly decoded: number;
  readonly example: EncodingCandidate['example'];
}

/** Of cells whose font says that their text is in an old coding. */
export function fontsDecoded(fonts: readonly DecodedFont[]): ReadWarning {
  const vi = fonts.map(({ font, name, decoded }) => `${font}: ${encodingTitles[name]}, ${decoded} ô`).join('; ');
  const en = fonts.map(({ font, name, decoded }) => `${font}: ${encodingTitles[name]}, ${decoded} cells`).join('; ');
  return {
    code: 'encoding-guessed',
    message: {
      vi: `Có ô dùng phông chữ của bảng mã cũ (${vi}); chữ trong các ô đó đã được chuyển sang Unicode. Hãy kiểm tra chữ có dấu; nếu sai, chọn bảng mã UTF-8 để giữ nguyên.`,
      en: `Some cells use fonts of an old encoding (${en}); their text was turned into Unicode. Check letters with accents; if they are wrong, choose UTF-8 to keep them as they are.`,
    },
    evidence: fonts.map(({ name, old, decoded, example }) => ({
      name,
      share: decoded === 0 ? 0 : Math.min(1, Math.round((1000 * old) / decoded) / 1000),
      words: decoded,
      example,
    })),
  };
}

/** Of records that are members of an object, each under its key. */
export function keysAsColumn(list: string | null, column: string): ReadWarning {
  return {
    code: 'keys-as-column',
    message: {
      vi: `${list === null ? 'JSON' : `Mục «${list}»`} ghi mỗi bản ghi dưới một khóa; mỗi khóa được đọc thành một dòng, khóa nằm ở cột «${column}».`,
      en: `${list === null ? 'The JSON' : `“${list}”`} has each record under a key; each was read as a row, with its key in column “${column}”.`,
    },
  };
}

/** Of lists beside the one that is read, by name. */
export function listsBesideIgnored(names: readonly string[]): ReadWarning {
  return {
    code: 'record-lists-ignored',
    message: {
      vi: `Không đọc các danh sách không có cùng các trường của quy định cấu trúc dữ liệu: ${quoted(names, '«', '»')}. Nếu cần, hãy chọn danh sách theo tên khi gửi.`,
      en: `Lists that do not have the same fields of the contract were not read: ${quoted(names, '“', '”')}. Choose one by its name when you send the file, if it is meant.`,
    },
  };
}

/** Of values that stand around the list that is read, by name. */
export function membersAroundIgnored(names: readonly string[]): ReadWarning {
  return {
    code: 'values-around-ignored',
    message: {
      vi: `Các mục nằm ngoài danh sách bản ghi không được đọc: ${quoted(names, '«', '»')}. Nếu chúng thuộc về từng bản ghi, hãy ghi chúng vào từng bản ghi.`,
      en: `What stands around the list of records was not read: ${quoted(names, '“', '”')}. Write it into each record if it is said of them.`,
    },
  };
}

export const gmlUnread: ReadWarning = {
  code: 'geometry-unread',
  message: {
    vi: 'Tệp là bản đồ GML: các trường được đọc thành bảng, còn hình dạng và vị trí thì không. Nếu cần bản đồ, hãy xuất thành GeoJSON, KML hoặc shapefile nén zip.',
    en: 'The file is a map in GML: its fields were read as a table, its shapes and places were not. Export it as GeoJSON, KML or a shapefile in a zip if the map is needed.',
  },
};

/** Elements around records that hold none. */
export interface HollowGroups {
  readonly name: string;
  readonly count: number;
  readonly line: number;
}

export function groupsHollow({ name, count, line }: HollowGroups): ReadWarning {
  return {
    code: 'values-around-ignored',
    message: {
      vi: `Có ${count} phần tử «${name}» không chứa bản ghi nào (đầu tiên ở dòng ${line}) nên không thành dòng dữ liệu. Nếu đó là số liệu, hãy gửi chúng thành danh sách riêng.`,
      en: `${count} elements “${name}” hold no record (first on line ${line}) and made no row. Send them as a list of their own if they are data.`,
    },
  };
}

/** Of elements around rows, by name, that may be meant as rows themselves. */
export function groupsAsColumns(names: readonly string[]): ReadWarning {
  return {
    code: 'groups-as-columns',
    message: {
      vi: `Mỗi phần tử bên trong ${quoted(names, '«', '»')} là một dòng, kèm các giá trị của phần tử bao ngoài lặp lại trên từng dòng. Nếu mỗi phần tử bao ngoài mới là một dòng, hãy chọn nó theo tên khi gửi, hoặc gửi theo quy định cấu trúc dữ liệu có các trường của nó.`,
      en: `Each element within ${quoted(names, '“', '”')} is a row, and what the outer one says stands in all of its rows again. If the outer elements are meant as rows, choose them by name when you send the file, or send it under a contract that has their fields.`,
    },
  };
}

function quoted(names: readonly string[], open: string, close: string): string {
  const shown = names.slice(0, 10).map((name) => `${open}${name.slice(0, 100)}${close}`);
  return `${shown.join(', ')}${names.length > 10 ? ', …' : ''}`;
}

export function recordListsIgnored(lists: number): ReadWarning {
  return {
    code: 'record-lists-ignored',
    message: {
      vi: `Các danh sách nằm cùng chỗ với danh sách dài nhất được đọc, ${lists} danh sách khác thì không. Hãy gửi chúng thành tệp riêng.`,
      en: `The longest list of records was read, with those beside it; ${lists} ${lists === 1 ? 'list that hangs' : 'lists that hang'} elsewhere in the JSON ${lists === 1 ? 'was' : 'were'} not. Send ${lists === 1 ? 'it as a file of its' : 'them as files of their'} own.`,
    },
  };
}
