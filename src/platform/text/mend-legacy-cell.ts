import { decodeViscii } from './viscii.ts';
import { decodeVni } from './vni.ts';
import { decodeTcvn3, tcvn3Class, tcvn3Letter } from './tcvn3.ts';
import { decodeTcvn5712 } from './tcvn5712.ts';
import type { LegacyCoding } from './legacy-codings.ts';
import { countLegal } from './legal-share.ts';
import { undoMojibake } from './mojibake.ts';
import { hasMisplacedTone } from './tone-place.ts';
import { isTonedSyllable } from './vietnamese-syllable.ts';
import { isLegalWord } from './vietnamese.ts';
import { westernClass } from './western-bytes.ts';

export interface MendedCell {
  readonly text: string;
  readonly legacy: LegacyCoding;
}

/** Vietnamese letters with a tone that no code page of the West has: no old text shows them, however it was read. */
const composedClass = '\\u1ea0-\\u1ef9';
/** And those without, and tones that combine, which Windows-1258 may show. */
const beyondLatin = new RegExp(`[ăĂđĐơƠưƯ${composedClass}\\u0300\\u0301\\u0303\\u0309\\u0323]`);
const composed = new RegExp(`[${composedClass}]`);
const western = new RegExp(`[${westernClass}]`);

/** As RE2 writes them: a text that has none of the first signs, or one of the others, is never mended. */
export const legacySigns = { oneOf: re2Class(westernClass), noneOf: re2Class(composedClass) } as const;

function re2Class(signs: string): string {
  return `[${signs.replaceAll(/\\u([0-9a-f]{4})/g, '\\x{$1}')}]`;
}

const order: readonly LegacyCoding[] = ['mojibake', 'TCVN3', 'VNI', 'TCVN5712', 'VISCII'];

/**
 * Decodes a cell that can be nothing but text in an old coding, or Unicode read wrong: some word of it cannot be
 * Vietnamese as it stands, and every word of it is once decoded. Vietnamese, highland names and words of other languages
 * come back undefined, that is, they stay as they are. Where one word could be chance (`Thaï` is French, and in VNI
 * `Thạ`), the coding that most cells around it are in decides.
 */
export function mendLegacyCell(text: string, majority?: LegacyCoding): MendedCell | undefined {
  if (!western.test(text) || composed.test(text)) return undefined;
  if (majority !== undefined) {
    const mended = attempt(majority, text, true);
    if (mended !== undefined) return mended;
  }
  const found = order.flatMap((coding) => attempt(coding, text, false) ?? []);
  // Where two make Vietnamese of it, words that every office writes tell: `Nguy\u00adn` is Nguyễn, and not Nguyưn.
  return found.length < 2 ? found[0] : found.toSorted((one, other) => commonWordsOf(other) - commonWordsOf(one))[0];
}

function attempt(coding: LegacyCoding, text: string, expected: boolean): MendedCell | undefined {
  const mended = attempts[coding](text, expected)?.normalize('NFC');
  return mended === undefined || mended === text ? undefined : { text: mended, legacy: coding };
}

function commonWordsOf({ text }: MendedCell): number {
  return countLegal(text).common;
}

/** The coding of most of the texts that are certainly old; undefined: there are none. */
export function majorityCoding(texts: Iterable<string>): LegacyCoding | undefined {
  const votes = new Map<LegacyCoding, number>();
  for (const text of texts) {
    const coding = mendLegacyCell(text)?.legacy;
    if (coding !== undefined) votes.set(coding, (votes.get(coding) ?? 0) + 1);
  }
  return [...votes].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

/** Whether a cell is in one of these is not told by the cells around it. */
export const needsNoVote: ReadonlySet<LegacyCoding> = new Set<LegacyCoding>(['mojibake', 'TCVN3']);

type Attempt = (text: string, expected: boolean) => string | undefined;

const attempts: Readonly<Record<LegacyCoding, Attempt>> = {
  mojibake: (text) => mendMojibake(text),
  TCVN3: (text) => mendTcvn3(text),
  VNI: (text, expected) => mendIf(text, expected, (view) => decodeVni(view, '\ufffd')),
  TCVN5712: (text, expected) => mendIf(text, expected, decodeTcvn5712),
  VISCII: (text, expected) => mendIf(text, expected, decodeViscii),
};

/** Characters that together are UTF-8 are so by no chance; what comes of them need not be Vietnamese (`MÃ¼nchen`). */
function mendMojibake(text: string): string | undefined {
  const undone = undoMojibake(text);
  return undone !== text && !/[\u0080-\u009f]/.test(undone) ? undone : undefined;
}

function mendTcvn3(text: string): string | undefined {
  if (!tcvn3Codes.test(text) || beyondLatin.test(text)) return undefined;
  if (!wordsOf(text).some(isTelling)) return undefined;
  for (const character of text) {
    if (/[\u0080-\u00ff]/.test(character) && character !== '\u00a0' && tcvn3Letter(character) === undefined)
      return undefined;
  }
  const decoded = decodeTcvn3(text.normalize('NFC'));
  return isAllLegal(decoded) ? decoded : undefined;
}

/** Two words that cannot stand as they are and are syllables once decoded, or one where the coding is expected. */
function mendIf(text: string, expected: boolean, decode: (view: string) => string): string | undefined {
  if (beyondLatin.test(text)) return undefined;
  const composedText = text.normalize('NFC');
  const telling = wordsOf(composedText).filter(
    (word) => (isTelling(word) || hasMisplacedTone(word) || hasHatBehindLetter(word)) && decode(word) !== word,
  );
  const syllables = telling.filter((word) => isSyllable(decode(word)));
  if (telling.length < (expected ? 1 : 2) || (syllables.length === 0 && !expected)) return undefined;
  const decoded = decode(composedText);
  return isAllLegal(decoded) ? decoded : undefined;
}

/** `Noâng`, `Vaên`: VNI's hats stand behind their letters, where no language here has them. */
function hasHatBehindLetter(word: string): boolean {
  return /[aeo]â|aê/i.test(word);
}

function isSyllable(word: string): boolean {
  const small = word.normalize('NFC').toLowerCase();
  return isTonedSyllable(small) && !hasMisplacedTone(small);
}

const tcvn3Codes = new RegExp(`[${tcvn3Class}]`);
const words = new RegExp(`[A-Za-z${westernClass}\\u0100-\\u024f\\u0300-\\u036f]+`, 'gu');
/** Units and signs that are no words: `µm`, `kg®`. */
const unit = /^µ(?:m|g|l|s|F|A|V|W|mol|Sv)$/i;
const marked = /^[A-Za-z]+[®©™]$/;

function wordsOf(text: string): readonly string[] {
  return text.match(words) ?? [];
}

/** A word of letters and codes that cannot stand as it is. A sign on its own (`©`, `«`) tells nothing. */
function isTelling(word: string): boolean {
  return word.length > 1 && /\p{L}/u.test(word) && !isLegalWord(word) && !unit.test(word) && !marked.test(word);
}

function isAllLegal(decoded: string): boolean {
  if (/[\u0080-\u00a0\ufffd]/.test(decoded.replaceAll('\u00a0', ''))) return false;
  return (decoded.match(/[\p{L}\p{M}]+/gu) ?? []).every((word) => isLegalWord(word) && !hasMisplacedTone(word));
}
