import type { EncodingCandidate } from '#api/encodings.ts';
import type { TextEncoding } from '../read-outcome.ts';
import { judgePieces } from './judge-pieces.ts';
import { byteReadings, westernReading, westernView, type Reading } from './readings.ts';

export interface LegacyReading {
  readonly charset: TextEncoding['charset'];
  readonly legacy: TextEncoding['legacy'];
  readonly decode: (bytes: Uint8Array) => string;
  readonly evidence: readonly EncodingCandidate[];
}

/**
 * Which single-byte coding a sample is in, by how many of its accented words are legal Vietnamese in each. Where none
 * makes sense of it, Western.
 */
export function judgeLegacy(sample: Buffer): LegacyReading {
  const { readings, evidence } = judgePieces(westernView(sample).split('\n'), byteReadings);
  const reading = readings[0] ?? westernReading;
  return {
    charset: charsetOfBytes(reading),
    legacy: reading.legacy,
    decode: (bytes) => reading.decode(westernView(bytes)).normalize('NFC'),
    evidence,
  };
}

/** Codings of fonts, and those of letters that are spelled, are shown by a Western code page; the others are one of their own. */
export function charsetOfBytes({ name }: Pick<Reading, 'name'>): string {
  return shownByWestern.has(name) ? 'windows-1252' : name;
}

const shownByWestern: ReadonlySet<string> = new Set(['tcvn3', 'vni', 'mojibake', 'html', 'viqr']);
