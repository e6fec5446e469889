import { filledCells, type SourceRow } from './source-row.ts';
import { foldWords } from './row-words.ts';
import { unitIn } from './units.ts';

/** What the lines above a table say of all its figures. */
export interface TitleFacts {
  /** As it is written: `triệu đồng`; undefined: none, or several. */
  readonly unit?: string;
  /** As it is written: `6 tháng đầu năm 2024`. */
  readonly period?: string;
}

export function titleFacts(titles: readonly SourceRow[]): TitleFacts {
  const texts = titles.flatMap(({ cells }) => filledCells(cells));
  const units = titles.flatMap(({ cells }) => {
    const filled = joinedLabel(filledCells(cells));
    return filled.flatMap((text) => unitIn(text, filled.length === 1) ?? []);
  });
  const unit = units.length === 1 ? units[0] : undefined;
  const periods = texts.filter((text) => !quoted.test(foldWords(text))).flatMap((text) => periodIn(text) ?? []);
  const asked = texts.find((text) => /^ky (?:bao cao|so lieu)/.test(foldWords(text)));
  const period = (asked === undefined ? undefined : periodIn(asked)) ?? periods[0];
  return { ...(unit === undefined ? {} : { unit }), ...(period === undefined ? {} : { period }) };
}

/** `Đơn vị tính:` with the unit in the next cell. */
function joinedLabel(filled: readonly string[]): readonly string[] {
  return filled.length === 2 && /[:：]$/u.test(filled[0] ?? '') ? [filled.join(' ')] : filled;
}

/** A decision or a letter that the table belongs to has a date of its own. */
const quoted = /kem theo|ban hanh|cong van|quyet dinh|nghi quyet|thong tu|nghi dinh/;

const year = '(?:19|20)\\d{2}';
const spellings = [
  `(?:(?:[2-9]|1[01]|ba|sáu|chín) tháng(?: đầu| cuối)?|nửa (?:đầu|cuối)) năm ${year}`,
  `quý (?:[1-4]|iv|i{1,3})(?: năm |\\s*[/.-]\\s*)${year}`,
  `(?<!ngày\\s+[\\d.…]*\\s*)tháng 0?(?:[1-9]|1[0-2])(?: năm |\\s*[/.-]\\s*)${year}`,
  `(?:năm học|niên vụ|vụ [\\p{L} ]{1,20}) ${year}\\s*[-–]\\s*${year}`,
  `năm ${year}`,
].map((pattern) => new RegExp(pattern, 'iu'));

function periodIn(text: string): string | undefined {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ');
  if (/ngày .*tháng .*năm/iu.test(plain)) return undefined;
  return spellings.map((pattern) => pattern.exec(plain)?.[0]).find((found) => found !== undefined);
}
