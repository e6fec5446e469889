import { legacyDecoders, type LegacyCoding } from '../legacy-codings.ts';

type Coded = Exclude<LegacyCoding, 'mojibake'>;

const bytes = Array.from({ length: 255 }, (_, index) => String.fromCharCode(index + 1));
const marked = [...'aeouyôöAEOUYÔÖ'].flatMap((letter) => bytes.slice(0xbf).map((mark) => letter + mark));

/** Each decoder turned round: letter to code, the shortest and first one. */
function codesOf(coding: Coded): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const decode = legacyDecoders[coding];
  for (const code of coding === 'VNI' ? [...bytes, ...caseAlike(marked)] : bytes) {
    const letter = decode(code);
    if (
      /^[^\x00-\x7f]$/.test(letter) &&
      (letter !== code || (coding !== 'VNI' && letter === letter.toLowerCase())) &&
      !codes.has(letter)
    )
      codes.set(letter, code);
    else if (coding === 'VNI' && letter === code && /[íìÍÌ]/.test(letter)) codes.set(letter, code);
  }
  return codes;
}

/** Capitals with the capital mark, as VNI's own keyboards write them. */
function caseAlike(codes: readonly string[]): readonly string[] {
  return codes.filter((code) => code === code.toLowerCase() || code === code.toUpperCase());
}

const tables = {
  TCVN3: codesOf('TCVN3'),
  TCVN5712: codesOf('TCVN5712'),
  VNI: codesOf('VNI'),
  VISCII: codesOf('VISCII'),
} as const;

/** A text in an old coding, shown as ISO 8859-1 shows its bytes. TCVN3 has no capitals with a tone: the small letter stands. */
export function encodeLegacy(coding: Coded, text: string): string {
  const codes = tables[coding];
  const codeOf = (letter: string) =>
    codes.get(letter) ?? (coding === 'TCVN3' ? codes.get(letter.toLowerCase()) : undefined);
  return Array.from(text.normalize('NFC'), (letter) => codeOf(letter) ?? letter).join('');
}

const tones = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const vietnamese = new Map(
  bytes.slice(0x7f).map((byte) => [new TextDecoder('windows-1258').decode(Buffer.from(byte, 'latin1')), byte] as const),
);

/** A text in Windows-1258: letters with their hats in one byte, tones in another where there is no byte for both. */
export function encodeWindows1258(text: string): Buffer {
  const coded = Array.from(text.normalize('NFC'), (letter) => {
    if (letter <= '\u007f' || vietnamese.has(letter)) return vietnamese.get(letter) ?? letter;
    const parts = letter.normalize('NFD');
    const tone = tones.find((mark) => parts.includes(mark)) ?? '';
    const base = parts.replace(tone, '').normalize('NFC');
    return (vietnamese.get(base) ?? base) + (vietnamese.get(tone) ?? tone);
  });
  return Buffer.from(coded.join(''), 'latin1');
}

/** UTF-8 read as Windows-1252, as many times. */
export function garble(text: string, times = 1, charset = 'windows-1252'): string {
  let garbled = text;
  for (let time = 0; time < times; time++) garbled = new TextDecoder(charset).decode(Buffer.from(garbled, 'utf8'));
  return garbled;
}
