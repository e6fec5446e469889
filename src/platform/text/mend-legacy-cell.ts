import { decodeViscii } from './viscii.ts';
import { decodeVni } from './vni.ts';
import { decodeTcvn3, tcvn3Class } from './tcvn3.ts';
import { decodeTcvn5712 } from './tcvn5712.ts';
import type { LegacyCoding } from './legacy-codings.ts';
import { countLegal } from './legal-share.ts';
import { undoMojibake } from './mojibake.ts';
import { westernClass } from './western-bytes.ts';
import { createWordVerdicts, type WordVerdicts } from './word-verdicts.ts';

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

type MendLegacyCell = (text: string, majority?: LegacyCoding) => MendedCell | undefined;

/**
 * Decodes a cell that can be nothing but text in an old coding, or Unicode read wrong: some word of it cannot be
 * Vietnamese as it stands, and every word of it is once decoded. Vietnamese, highland names and words of other languages
 * come back undefined, that is, they stay as they are. Where one word could be chance (`Thaï` is French, and in VNI
 * `Thạ`), the coding that most cells around it are in decides.
 */
export const mendLegacyCell: MendLegacyCell = (text, majority) => createLegacyMender()(text, majority);

/** `mendLegacyCell` for many cells: it remembers what it found of words, which are few in names and addresses. */
export function createLegacyMender(): MendLegacyCell {
  const verdicts = createWordVerdicts();
  return (text, majority) => {
    if (!western.test(text) || composed.test(text)) return undefined;
    const view = viewOf(text, verdicts);
    if (majority !== undefined) {
      const mended = attempt(majority, view, true);
      if (mended !== undefined) return mended;
    }
    const found = order.flatMap((coding) => attempt(coding, view, false) ?? []);
    const [first, ...others] = found;
    // Codings share most of their letters: two of them may well read the same.
    if (others.every((other) => other.text === first?.text)) return first;
    // Where two make Vietnamese of it, words that every office writes tell: `Nguy\u00adn` is Nguyễn, and not Nguyưn.
    return found.toSorted((one, other) => commonWordsOf(other) - commonWordsOf(one))[0];
  };
}

/** What every coding asks of a cell. */
interface CellView {
  readonly text: string;
  readonly composed: string;
  /** Words of the composed text that are odd as they stand; none where the text shows letters that no old coding does. */
  readonly odd: readonly string[];
  readonly verdicts: WordVerdicts;
}

function viewOf(text: string, verdicts: WordVerdicts): CellView {
  const composed = text.normalize('NFC');
  const odd = beyondLatin.test(text) ? [] : (composed.match(words) ?? []).filter(verdicts.isOdd);
  return { text, composed, odd, verdicts };
}

function attempt(coding: LegacyCoding, view: CellView, expected: boolean): MendedCell | undefined {
  const mended = attempts[coding](view, expected)?.normalize('NFC');
  return mended === undefined || mended === view.text ? undefined : { text: mended, legacy: coding };
}

function commonWordsOf({ text }: MendedCell): number {
  return countLegal(text).common;
}

/** The coding of most of the texts that are certainly old; undefined: there are none. */
export function majorityCoding(texts: Iterable<string>): LegacyCoding | undefined {
  const votes = new Map<LegacyCoding, number>();
  const mend = createLegacyMender();
  for (const text of texts) {
    const coding = mend(text)?.legacy;
    if (coding !== undefined) votes.set(coding, (votes.get(coding) ?? 0) + 1);
  }
  return [...votes].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

/** Whether a cell is in one of these is not told by the cells around it. */
export const needsNoVote: ReadonlySet<LegacyCoding> = new Set<LegacyCoding>(['mojibake', 'TCVN3']);

type Attempt = (view: CellView, expected: boolean) => string | undefined;

const attempts: Readonly<Record<LegacyCoding, Attempt>> = {
  mojibake: ({ text }) => mendMojibake(text),
  TCVN3: (view) => mendTcvn3(view),
  VNI: (view, expected) => mendIf(view, expected, (text) => decodeVni(text, '\ufffd')),
  TCVN5712: (view, expected) => mendIf(view, expected, decodeTcvn5712),
  VISCII: (view, expected) => mendIf(view, expected, decodeViscii),
};

/** Characters that together are UTF-8 are so by no chance; what comes of them need not be Vietnamese (`MÃ¼nchen`). */
function mendMojibake(text: string): string | undefined {
  const undone = undoMojibake(text);
  return undone !== text && !/[\u0080-\u009f]/.test(undone) ? undone : undefined;
}

function mendTcvn3({ text, composed, odd, verdicts }: CellView): string | undefined {
  if (!odd.some(verdicts.isTelling) || !tcvn3Codes.test(text) || noTcvn3Code.test(text)) return undefined;
  const decoded = decodeTcvn3(composed);
  return isAllLegal(decoded, verdicts) ? decoded : undefined;
}

/** Two words that cannot stand as they are and are syllables once decoded, or one where the coding is expected. */
function mendIf(
  { composed, odd, verdicts }: CellView,
  expected: boolean,
  decode: (text: string) => string,
): string | undefined {
  const enough = expected ? 1 : 2;
  if (odd.length < enough) return undefined;
  const telling = odd.flatMap((word) => {
    const decoded = decode(word);
    return decoded === word ? [] : [decoded];
  });
  if (telling.length < enough || !(expected || telling.some(verdicts.isSyllable))) return undefined;
  const decoded = decode(composed);
  return isAllLegal(decoded, verdicts) ? decoded : undefined;
}

const tcvn3Codes = new RegExp(`[${tcvn3Class}]`);
/** A blank that does not break stands between words. */
const noTcvn3Code = new RegExp(`(?![${tcvn3Class}\\u00a0])[\\u0080-\\u00ff]`);
const words = new RegExp(`[A-Za-z${westernClass}\\u0100-\\u024f\\u0300-\\u036f]+`, 'gu');

function isAllLegal(decoded: string, { isRight }: WordVerdicts): boolean {
  if (/[\u0080-\u009f\ufffd]/.test(decoded)) return false;
  return (decoded.match(/[\p{L}\p{M}]+/gu) ?? []).every(isRight);
}
