import { commonWords } from './common-words.ts';
import { hasMisplacedTone } from './tone-place.ts';
import { splitTones } from './vietnamese-letters.ts';
import { isLegalWord } from './vietnamese.ts';

export interface LegalShare {
  /** Words with anything beyond ASCII. */
  readonly accented: number;
  /** Those of them that can be Vietnamese as they stand. */
  readonly legal: number;
  /** Those of them that every office writes: where two readings are legal, they tell. */
  readonly common: number;
  /** Those of them that bear a tone, as every second word of Vietnamese does and few of another language. */
  readonly toned: number;
}

const beyondAscii = /[^\u0000-\u007f]/;
const betweenWords = /[\s\u0021-\u0040\u005b-\u0060\u007b-\u007e\u00a0]+/;
const quotation = /^[\u2010-\u201f\u2026\u2039\u203a«»]+|[\u2010-\u201f\u2026\u2039\u203a«»]+$/gu;
/** `HĐND`, `QĐ`, `ĐBQH`: no word, and no evidence. */
const abbreviation = /^[B-DF-HJ-NP-TV-XZĐ]+$/;
const letters = /^[\p{L}\p{M}]+$/u;

/** Counts the words of a text that bear accents, and those that are legal Vietnamese. */
export function countLegal(text: string): LegalShare {
  let accented = 0;
  let legal = 0;
  let common = 0;
  let toned = 0;
  for (const found of text.split(betweenWords)) {
    if (!beyondAscii.test(found)) continue;
    const word = found.replace(quotation, '');
    if (!beyondAscii.test(word) || abbreviation.test(word)) continue;
    accented++;
    if (!letters.test(word) || !isLegalWord(word) || hasMisplacedTone(word)) continue;
    legal++;
    if (commonWords.has(word.toLowerCase())) common++;
    if (splitTones(word).tones !== '') toned++;
  }
  return { accented, legal, common, toned };
}
