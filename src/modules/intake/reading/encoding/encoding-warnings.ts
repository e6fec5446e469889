import { encodingTitles, type EncodingCandidate, type EncodingName } from '#api/encodings.ts';
import type { ReadWarning } from '../read-outcome.ts';

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

/** Of a text that needs these readings, the one of most of it first. */
export function encodingTold(names: readonly EncodingName[], evidence: readonly EncodingCandidate[]): ReadWarning {
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? encodingGuessed(only, evidence) : encodingMixed(names, evidence);
}

function encodingMixed(names: readonly EncodingName[], evidence: readonly EncodingCandidate[]): ReadWarning {
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

export interface DecodedFont {
  readonly font: string;
  readonly name: EncodingName;
  /** Cells that can be text of its coding alone, cells that were decoded, and one of them. */
  readonly old: number;
  readonly decoded: number;
  /** Cells that are no Vietnamese either way. */
  readonly left: number;
  readonly example: EncodingCandidate['example'];
}

/** Of cells whose font says that their text is in an old coding. */
export function fontsDecoded(fonts: readonly DecodedFont[]): ReadWarning {
  const told = (cells: string, kept: string) =>
    fonts
      .map(({ font, name, decoded, left }) =>
        [`${font}: ${encodingTitles[name]}, ${decoded} ${cells}`, ...(left > 0 ? [`${left} ${kept}`] : [])].join(', '),
      )
      .join('; ');
  return {
    code: 'encoding-guessed',
    message: {
      vi: `Có ô dùng phông chữ của bảng mã cũ (${told('ô', 'ô giữ nguyên vì chuyển mã không thành tiếng Việt')}); chữ trong các ô đó đã được chuyển sang Unicode. Hãy kiểm tra chữ có dấu; nếu sai, chọn bảng mã UTF-8 để giữ nguyên.`,
      en: `Some cells use fonts of an old encoding (${told('cells', 'left as they are, since they would be no Vietnamese')}); their text was turned into Unicode. Check letters with accents; if they are wrong, choose UTF-8 to keep them as they are.`,
    },
    evidence: fonts.map(({ name, old, decoded, example }) => ({
      name,
      share: decoded === 0 ? 0 : Math.min(1, Math.round((1000 * old) / decoded) / 1000),
      words: decoded,
      example,
    })),
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

/** `line` is the last one, as far as it is there. */
export function textCut(line: number): ReadWarning {
  return {
    code: 'text-cut',
    message: {
      vi: `Tệp bị cắt cụt: nó kết thúc giữa chừng một chữ ở dòng ${line}. Dòng cuối thiếu phần sau và các dòng sau nữa (nếu có) đã mất; hãy gửi lại tệp nguyên vẹn.`,
      en: `The file is cut off: it ends in the middle of a character on line ${line}. The last row is not whole, and rows behind it, if there were any, are lost; send the whole file again.`,
    },
  };
}

/** One may be chance. */
export const fewestLost = 2;

export interface LostWords {
  readonly count: number;
  /** The first of them. */
  readonly row: number;
  readonly word: string;
}

/** Of a sheet, or of a file that has none. Nothing can bring the letters back. */
export function lettersLost(sheet: string | null, { count, row, word }: LostWords): ReadWarning {
  return {
    code: 'letters-lost',
    message: {
      vi: `${sheet === null ? 'Tệp' : `Trang tính «${sheet}»`} có ít nhất ${count} từ mang dấu ? ở giữa chữ, đầu tiên ở dòng ${row}: «${word}». Chữ có dấu ở đó đã mất khi một phần mềm lưu tệp bằng bảng mã không có chữ Việt; tệp này không còn chữ gốc. Hãy xuất lại từ phần mềm nguồn theo UTF-8.`,
      en: `${sheet === null ? 'The file' : `Sheet “${sheet}”`} has ${count} words or more with a question mark between their letters, first in row ${row}: “${word}”. A program that had no Vietnamese letters lost them when it wrote the file; they are not in it any more. Export it again as UTF-8 from where it comes.`,
    },
  };
}
