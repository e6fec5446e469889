import type { EncodingName } from '#api/encodings.ts';
import { decodeHtmlLetters } from '#platform/text/html-letters.ts';
import { legacyDecoders, type LegacyCoding } from '#platform/text/legacy-codings.ts';
import { decodeViqr, viqrHat } from '#platform/text/viqr.ts';
import { decodeVni } from '#platform/text/vni.ts';
import { westernByte } from '#platform/text/western-bytes.ts';

/**
 * One way to read a text that lies before us as characters: a file in single bytes as a Western code page shows it, or
 * Unicode as it stands.
 */
export interface Reading {
  readonly name: EncodingName;
  readonly legacy: LegacyCoding | null;
  readonly decode: (text: string) => string;
  /** The same, for judging: what has no meaning in it becomes U+FFFD. */
  readonly strict?: (text: string) => string;
}

const vietnamese = new TextDecoder('windows-1258');
const utf8 = new TextDecoder('utf-8');
const western = new TextDecoder('windows-1252');

/** Bytes as a Western code page shows them: nothing is lost. */
export function westernView(bytes: Uint8Array): string {
  return western.decode(bytes);
}

/** The bytes behind a Western view; what it cannot show is a question mark. */
export function bytesOfView(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = westernByte(text.charAt(index)) ?? 0x3f;
  return bytes;
}

const legacy = (name: EncodingName, coding: LegacyCoding): Reading => ({
  name,
  legacy: coding,
  decode: legacyDecoders[coding],
});

/** Letters that no code of TCVN3 is shown as. */
const noTcvn3 = /[\u00c0-\u00c5\u00cd\u00d9-\u00db\u00e0\u00f0\u00ff]/g;
const tcvn3: Reading = {
  ...legacy('tcvn3', 'TCVN3'),
  strict: (text) => legacyDecoders.TCVN3(text.replace(noTcvn3, '\ufffd')),
};
const vni: Reading = { ...legacy('vni', 'VNI'), strict: (text) => decodeVni(text, '\ufffd') };
const tcvn5712 = legacy('tcvn5712', 'TCVN5712');
const viscii = legacy('viscii', 'VISCII');
const windows1258: Reading = {
  name: 'windows-1258',
  legacy: null,
  decode: (text) => vietnamese.decode(bytesOfView(text)).normalize('NFC'),
};

/** Of a file in single bytes, the commoner first: where two are equally good, the first is taken. */
export const byteReadings: readonly Reading[] = [windows1258, tcvn3, vni, tcvn5712, viscii];

/** Bytes that are whole UTF-8, in a file that is it in part. */
export const utf8Reading: Reading = {
  name: 'utf-8',
  legacy: null,
  decode: (text) => utf8.decode(bytesOfView(text)).normalize('NFC'),
};

export const westernReading: Reading = { name: 'windows-1252', legacy: null, decode: (text) => text };

/** Of Unicode: first as it stands, then as what an old text or a wrong reading left in it. */
export const asItStands: Reading = { name: 'utf-8', legacy: null, decode: (text) => text.normalize('NFC') };

/** Text in Windows-1258 that a program took for Western. */
const misread1258: Reading = { ...windows1258, legacy: 'mojibake' };

export const unicodeReadings: readonly Reading[] = [
  asItStands,
  legacy('mojibake', 'mojibake'),
  ...[tcvn3, vni, tcvn5712, viscii, misread1258].map(ofWesternView),
];

/** A reading of letters that are spelled in ASCII. */
export interface SpelledReading extends Reading {
  /** What a text has that may be spelled so. */
  readonly signs: RegExp;
  /** Words with a tone that it takes to be believed. */
  readonly leastToned: number;
}

/** Nobody means `&#7877;` as it stands; marks of ASCII behind letters may be chance. */
export const htmlReading: SpelledReading = {
  name: 'html',
  legacy: null,
  decode: decodeHtmlLetters,
  signs: /&(?:#\d{3,5}|#x[0-9a-f]{2,4}|[a-z](?:grave|acute|circ|tilde));/i,
  leastToned: 1,
};

const viqr: SpelledReading = { name: 'viqr', legacy: null, decode: decodeViqr, signs: viqrHat, leastToned: 3 };

export const spelledReadings: readonly SpelledReading[] = [htmlReading, viqr];

/** Every way to read Unicode that somebody may ask for. */
export const unicodeReadingOf = (name: EncodingName): Reading | undefined =>
  [...unicodeReadings, ...spelledReadings].find((reading) => reading.name === name);

/** Nothing but a Western view can be turned back into bytes. */
function ofWesternView(reading: Reading): Reading {
  const strict = reading.strict ?? reading.decode;
  return {
    ...reading,
    decode: (text) => (isWesternView(text) ? reading.decode(text) : text),
    strict: (text) => (isWesternView(text) ? strict(text) : text.replace(/[^\u0000-\u007f]/g, '\ufffd')),
  };
}

function isWesternView(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (westernByte(text.charAt(index)) === undefined) return false;
  return true;
}
