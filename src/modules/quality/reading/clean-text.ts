import { quoteText } from '#platform/duckdb/quote.ts';
import type { Reading } from './reading.ts';

/** What `String.prototype.trim` takes off, so that SQL and the readers agree. */
const blank = '\\s\\v\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

/** Control characters, combining marks, and characters that no Vietnamese or Ê Đê word has. */
const strangers =
  '[\\x{00}-\\x{09}\\x{0b}-\\x{1f}\\x{7f}-\\x{bf}ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ÷\\x{300}-\\x{36f}\\x{200b}-\\x{200f}\\x{feff}\\x{fffd}]';

/**
 * Vietnamese letters in a place where Vietnamese has them not, but TCVN3 read as Latin does: an accented capital within a
 * word, `quèc` (quốc), `Huúnh` (Huỳnh), `Thóy` (Thúy).
 */
const misplaced =
  '[a-zà-ỹ][À-ÝĂĐƠƯ]|[A-Za-z][À-ÝĂĐƠƯ][a-zà-ỹ]|[OU][ÒÓÕÝ]|[ÈÉÌÒÓÕÝ][a-z]|ã[acept]|è[cipt]|[éìí]i|õ[uy]|ù[cptu]|óch|[òóôõ]y|' +
  'á[ae]|[Uu][èé][cmnpt]|[AEae][áã]|[Ii][òó]|[AUau]ú|[Uu]y[òó]|' +
  // VNI's marks behind their letters: `Nguyeãn`, `Vaên`, `Traàn`, `Voõ`; and UTF-8 read as Western, where its second
  // byte is shown as a sign of typography.
  '[Aa][ùõêéèúâàÙÕÊÉÈÚÂÁÀÃ]|[Ee][ùõâàÙÕÂÁÀÃ]|[Oo][ùõâÙÕÂ]|[UuYyÔô][ùõÙÕ]|[€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Ã[‘’“”–—…]';

/** Wider than what is mended in the end: it only decides which cells are looked at. */
export const wantsALook = `^[${blank}]|[${blank}]$|${strangers}|${misplaced}`;

/** True for a text that is surely as it should be. */
export function isPlainText(cell: string): string {
  return `not regexp_matches(${cell}, ${quoteText(wantsALook)})`;
}

/**
 * Composes (NFC) and takes blanks off both ends. A cell of blanks alone is null; an empty text stays one, for it was
 * written as one. What is plain is left as it stands: to compose it costs most of
 * what a look at a row costs.
 */
export const cleanCell = `create or replace temp macro clean_cell(cell) as
  case when cell = '' or ${isPlainText('cell')} then cell
       else nullif(regexp_replace(nfc_normalize(cell), '^[${blank}]+|[${blank}]+$', '', 'g'), '') end`;

/** Text as it is. */
export const textReading: Reading = {
  type: 'VARCHAR',
  setup: [cleanCell],
  cast: (cell) => cell,
  plain: (cell) => isPlainText(cell),
  bare: (text) => text,
  spell: (bare) => bare,
  mend: null,
  problems: [],
};
