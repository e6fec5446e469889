import type { EncodingName } from '#api/encodings.ts';
import type { LegacyCoding } from '#platform/text/legacy-codings.ts';
import { countLegal } from '#platform/text/legal-share.ts';
import { unicodeReadings, type Reading } from '../encoding/readings.ts';
import type { ReadWarning } from '../read-outcome.ts';
import { fontsDecoded } from '../encoding/encoding-warnings.ts';

/** What a font was made for, that shows an old coding. */
export interface FontCoding {
  readonly font: string;
  readonly legacy: LegacyCoding;
  readonly reading: Reading;
  /** It shows small letters as capitals, since its coding has no capitals with a tone. */
  readonly capitals: boolean;
}

/**
 * Texts of cells by their fonts. All of them are to be looked at before the first is decoded: a font that most cells use
 * for Unicode tells nothing.
 */
export interface FontTexts {
  readonly look: (text: string, coding: FontCoding) => void;
  readonly decode: (text: string, coding: FontCoding) => string;
  /** Of a text whose own font is not known, in a workbook that has this one: it is decoded if it can be nothing else. */
  readonly decodeCertain: (text: string, coding: FontCoding) => string;
  /** None where no text was decoded, and none left in doubt. */
  readonly warnings: () => readonly ReadWarning[];
}

/** `.VnTime`, `.VnArialH` (ABC), `VNI-Times`; undefined: the font does not say how its text is coded. */
export function codingOfFont(name: string | undefined): FontCoding | undefined {
  const font = (name ?? '').replace(/^["'\s]+|["'\s]+$/g, '');
  const legacy = /^\.Vn/i.test(font) ? 'TCVN3' : /^VNI[- ]/i.test(font) ? 'VNI' : undefined;
  const reading = unicodeReadings.find((one) => one.legacy === legacy);
  if (legacy === undefined || reading === undefined) return undefined;
  return { font, legacy, reading, capitals: legacy === 'TCVN3' && font.endsWith('H') };
}

const fontNames = /(?:\.Vn|VNI[- ])[ \w-]{1,28}/gi;

/** One font for each old coding that a part of a workbook names, in single bytes or in UTF-16. */
export function oldFontsIn(part: Buffer): readonly FontCoding[] {
  const found = new Map<LegacyCoding, FontCoding>();
  for (const [name] of part.toString('latin1').replaceAll('\0', '').matchAll(fontNames)) {
    const coding = codingOfFont(name);
    if (coding !== undefined && !found.has(coding.legacy)) found.set(coding.legacy, coding);
  }
  return [...found.values()];
}

interface Tally {
  readonly name: EncodingName;
  old: number;
  unicode: number;
  decoded: number;
  /** Texts that are no Vietnamese either way. */
  left: number;
  example: { readonly before: string; readonly after: string } | null;
}

/** `asked`: how somebody wants text to be read; as it stands, where that is Unicode. */
export function createFontTexts(asked?: EncodingName): FontTexts {
  const tallies = new Map<string, Tally>();
  const tallyOf = ({ font, reading }: FontCoding): Tally => {
    const known = tallies.get(font);
    if (known !== undefined) return known;
    const fresh: Tally = { name: reading.name, old: 0, unicode: 0, decoded: 0, left: 0, example: null };
    tallies.set(font, fresh);
    return fresh;
  };
  const settle = (before: string, after: string, coding: FontCoding): string => {
    const tally = tallyOf(coding);
    tally.decoded++;
    tally.example ??= { before: before.slice(0, exampleLength), after: after.slice(0, exampleLength) };
    return after;
  };
  return {
    look: (text, coding) => {
      const verdict = judge(text, coding.reading);
      if (verdict === 'old') tallyOf(coding).old++;
      if (verdict === 'unicode') tallyOf(coding).unicode++;
    },
    decode: (text, coding) => {
      if (asked === 'utf-8') return text;
      const tally = tallyOf(coding);
      const verdict = judge(text, coding.reading);
      if (verdict === 'neither') tally.left++;
      const isOld = verdict === 'old' || (verdict === 'either' && tally.unicode <= tally.old);
      const shown = isOld ? coding.reading.decode(text) : text;
      const isPlain = verdict === 'plain' && tally.old > 0;
      const after = coding.capitals && (isOld || isPlain) ? shown.toUpperCase() : shown;
      return after === text ? text : settle(text, after, coding);
    },
    decodeCertain: (text, coding) => {
      const { decode, strict } = coding.reading;
      if (asked === 'utf-8' || judge(text, coding.reading) !== 'old' || share((strict ?? decode)(text)) < 1)
        return text;
      tallyOf(coding).old++;
      return settle(text, decode(text), coding);
    },
    warnings: () => {
      const used = [...tallies].filter(([, { decoded, left }]) => decoded + left > 0);
      return used.length === 0 ? [] : [fontsDecoded(used.map(([font, tally]) => ({ font, ...tally })))];
    },
  };
}

const exampleLength = 60;

/** What a text is by itself; `either`: it can be both, `neither`: no word of it is right in one, `plain`: it is ASCII. */
function judge(text: string, { decode, strict }: Reading): 'old' | 'unicode' | 'either' | 'neither' | 'plain' {
  if (!/[^\u0000-\u007f]/.test(text)) return 'plain';
  if (decode(text) === text) return 'unicode';
  const decoded = share((strict ?? decode)(text));
  const standing = share(text.normalize('NFC'));
  if (decoded === standing) return decoded === 0 ? 'neither' : 'either';
  return decoded > standing ? 'old' : 'unicode';
}

function share(text: string): number {
  const { accented, legal } = countLegal(text);
  return accented === 0 ? 0 : legal / accented;
}
