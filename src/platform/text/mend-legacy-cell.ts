import { decodeTcvn3, tcvn3Class, tcvn3Letter } from './tcvn3.ts';
import { isLegalWord } from './vietnamese.ts';

export interface MendedCell {
  readonly text: string;
  readonly legacy: 'TCVN3';
}

const code = new RegExp(`[${tcvn3Class}]`);
/** Letters that no legacy text has: those of Vietnamese outside Latin-1, which would have been coded. */
const beyondLatinClass = 'ăĂđĐơƠưƯ\\u1ea0-\\u1ef9\\u0300\\u0301\\u0303\\u0309\\u0323';
const beyondLatin = new RegExp(`[${beyondLatinClass}]`);

/** As RE2 writes them: a text that has none of the first signs, or one of the others, is never mended. */
export const legacySigns = { oneOf: re2Class(tcvn3Class), noneOf: re2Class(beyondLatinClass) } as const;

function re2Class(signs: string): string {
  return `[${signs.replaceAll(/\\u([0-9a-f]{4})/g, '\\x{$1}')}]`;
}
const latinLeftOver = /[\u0080-\u00ff]/;
const words = new RegExp(`[A-Za-z${tcvn3Class}\\u0100-\\u024f\\u0300-\\u036f]+`, 'gu');
/** Units and signs that are no words: `µm`, `kg®`. */
const unit = /^µ(?:m|g|l|s|F|A|V|W|mol|Sv)$/i;
const marked = /^[A-Za-z]+[®©]$/;

/**
 * Decodes a cell that can be nothing but TCVN3: some word of it cannot be Vietnamese as it stands, and every word of it
 * is once decoded. Vietnamese, highland names and words of other languages in plain text come back undefined, that is,
 * they stay as they are.
 */
export function mendLegacyCell(text: string): MendedCell | undefined {
  if (!code.test(text) || beyondLatin.test(text)) return undefined;
  const found = text.match(words) ?? [];
  if (!found.some(isTelling)) return undefined;
  if (
    [...text].some(
      (character) => latinLeftOver.test(character) && character !== '\u00a0' && tcvn3Letter(character) === undefined,
    )
  ) {
    return undefined;
  }
  const decoded = decodeTcvn3(text.normalize('NFC'));
  const legal = (decoded.match(/[\p{L}\p{M}]+/gu) ?? []).every(isLegalWord);
  return legal ? { text: decoded.normalize('NFC'), legacy: 'TCVN3' } : undefined;
}

/** A word of letters and codes that cannot stand as it is. A sign on its own (`©`, `«`) tells nothing. */
function isTelling(word: string): boolean {
  return word.length > 1 && /\p{L}/u.test(word) && !isLegalWord(word) && !unit.test(word) && !marked.test(word);
}
