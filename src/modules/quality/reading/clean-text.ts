import { quoteText } from '#platform/duckdb/duckdb.ts';
import type { Reading } from './reading.ts';

/** What `String.prototype.trim` takes off, so that SQL and the readers agree. */
const blank = '\\s\\v\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

/**
 * Composes (NFC) and takes blanks off both ends. A cell of blanks alone is null; an empty text stays one, for it was
 * written as one.
 */
export const cleanCell = `create or replace temp macro clean_cell(cell) as
  case when cell = '' then cell
       else nullif(regexp_replace(nfc_normalize(cell), '^[${blank}]+|[${blank}]+$', '', 'g'), '') end`;

/**
 * Signs that a text may want mending: a blank at an end, a control character, a combining mark, a character that no
 * Vietnamese or Ê Đê word has but that the bytes of an old encoding show as, or a capital with an accent after a small
 * letter (TCVN3). Wider than what is mended in the end: it only decides which cells are looked at.
 */
const wantsALook = [
  `^[${blank}]|[${blank}]$`,
  '[\\x{00}-\\x{09}\\x{0b}-\\x{1f}\\x{7f}-\\x{bf}ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ÷\\x{300}-\\x{36f}\\x{200b}-\\x{200f}\\x{feff}\\x{fffd}]',
  '[a-zà-ỹ][À-ÝĂĐƠƯ]',
].join('|');

/** True for a text that is surely as it should be. */
export function isPlainText(cell: string): string {
  return `not regexp_matches(${cell}, ${quoteText(wantsALook)})`;
}

/** Text as it is. */
export const textReading: Reading = {
  type: 'VARCHAR',
  setup: [cleanCell],
  cast: (cell) => cell,
  plain: (cell) => isPlainText(cell),
  spell: (text) => text,
  mend: null,
  problems: [],
};
