import type { EncodingCandidate } from '#api/encodings.ts';
import type { ByteEvidence } from './gather-evidence.ts';
import { cellEnds, judgePieces, rate } from './judge-pieces.ts';
import { cutRating, rateUtf8 } from './read-mixed.ts';
import { byteReadings, utf8Reading, westernReading, westernView, type Reading } from './readings.ts';

export interface JudgedText {
  /** One, or several where lines or cells are in different codings. */
  readonly readings: readonly [Reading, ...Reading[]];
  readonly evidence: readonly EncodingCandidate[];
}

/** What a file is in that is not UTF-8 throughout: one old coding, several, UTF-8 and others, or UTF-8 with damage. */
export function judgeBytes({ stray, whole, characters, strayBytes, strayRuns }: ByteEvidence): JudgedText {
  const pieces = stray
    .flatMap((line) => westernView(line).split(cellEnds))
    .filter((piece) => /[^\u0000-\u007f]/.test(piece));
  const unicode = pieces.filter(isUnicodePiece).length;
  const others = pieces.filter((piece) => !isUnicodePiece(piece) && rateUtf8(piece) !== cutRating);
  const wholeLines = whole.filter((line) => isUnicodePiece(westernView(line))).length;
  const { readings, evidence } = judgePieces(others, byteReadings);
  const [first, ...rest] = readings;
  // Nothing that is not UTF-8 shows letters of Vietnamese where it is read as such: what is odd in it was cut.
  const isCut = first === undefined && 2 * characters >= strayRuns && [...stray, ...whole].some(hasVietnamese);
  if (isCut) return { readings: [utf8Reading], evidence };
  const isUnicode = unicode + wholeLines >= 3 || unicode + wholeLines > others.length / 20;
  if (!isUnicode) return { readings: [first ?? westernReading, ...rest], evidence };
  // Without a reading that makes sense of them, the odd bytes are damage, unless they are most of what there is.
  if (first === undefined) return { readings: [characters > strayBytes ? utf8Reading : westernReading], evidence };
  return { readings: [utf8Reading, first, ...rest], evidence };
}

const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/u;

function hasVietnamese(line: Buffer): boolean {
  return vietnamese.test(line.toString('utf8'));
}

/** Whole UTF-8 that no old coding makes better sense of. */
function isUnicodePiece(piece: string): boolean {
  const rated = rateUtf8(piece);
  return rated >= 1 || (rated >= 0.9 && !byteReadings.some((reading) => rate(reading, piece) >= 1));
}
