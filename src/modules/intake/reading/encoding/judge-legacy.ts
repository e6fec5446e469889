import { decodeTcvn3 } from '#platform/text/tcvn3.ts';
import { isLegalWord } from '#platform/text/vietnamese.ts';

/** Texts in their own coding come to 0.99 and over; in another of Vietnam's codings to 0.65 at most. */
const mostWords = 0.8;

export interface LegacyReading {
  readonly charset: 'windows-1258' | 'windows-1252';
  readonly legacy: 'TCVN3' | null;
}

/**
 * Which single-byte coding a sample is in, by how many of its accented words are legal Vietnamese in each. Where none
 * makes sense of it, Western.
 */
export function judgeLegacy(sample: Buffer): LegacyReading {
  const vietnamese = legalShare(new TextDecoder('windows-1258').decode(sample).normalize('NFC'));
  const tcvn3 = legalShare(decodeTcvn3(sample.toString('latin1')));
  if (Math.max(vietnamese, tcvn3) < mostWords) return { charset: 'windows-1252', legacy: null };
  return tcvn3 > vietnamese ? { charset: 'windows-1252', legacy: 'TCVN3' } : { charset: 'windows-1258', legacy: null };
}

/** Letters of Vietnamese that no Western code page has. */
const beyondWestern = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]/;

/**
 * Whether a text in Unicode is TCVN3 seen through a Western code page: its accented words are legal only once decoded. Where
 * some of it is Vietnamese as it stands, decoding would spoil that: then cells are judged one by one later.
 */
export function isTcvn3Text(text: string): boolean {
  if (!/[\u00a1-\u00fe]/.test(text) || beyondWestern.test(text)) return false;
  if (legalShare(text) >= 0.6) return false;
  return legalShare(decodeTcvn3(text)) >= 0.9;
}

/** Of the words with anything beyond ASCII, the share that is legal; 0 where there is none. */
function legalShare(text: string): number {
  let accented = 0;
  let legal = 0;
  for (const word of text.split(/[\s\u0021-\u0040\u005b-\u0060\u007b-\u007e]+/)) {
    if (!/[^\u0000-\u007f]/.test(word)) continue;
    const letters = word.replace(/^[\u2010-\u203a«»…]+|[\u2010-\u203a«»…]+$/gu, '');
    if (!/[^\u0000-\u007f]/.test(letters)) continue;
    accented++;
    if (/^[\p{L}\p{M}]+$/u.test(letters) && isLegalWord(letters)) legal++;
  }
  return accented === 0 ? 0 : legal / accented;
}
