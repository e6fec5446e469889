import { isUtf8 } from 'node:buffer';
import { isExpectedText } from '#platform/text/mojibake.ts';
import { cellEnds, rate } from './judge-pieces.ts';
import { bytesOfView, utf8Reading, type Reading } from './readings.ts';
import { countUtf8, isCutCharacter } from './utf8-bytes.ts';

/** Where a line begins: what is cut here is whole when joined. */
export const lineStarts = /(?<=[\r\n])/;

/** Of UTF-8 but for its last character, which is cut. */
export const cutRating = 0.5;

/** Ratings that are remembered: cells repeat, and text of this kind is rare. */
const remembered = 20_000;
const longestRemembered = 200;

/**
 * Reads a text whose lines, or whose cells, are in several codings: each in the reading that makes Vietnamese of all its
 * words; where several do, in the one of the line or of the line before.
 */
export function createMixedDecoder(readings: readonly Reading[]): (text: string) => string {
  const ratings = new Map<string, readonly number[]>();
  const unicode = readings.includes(utf8Reading);
  let standing = 0;
  const rateAll = (piece: string): readonly number[] => {
    const known = ratings.get(piece);
    if (known !== undefined) return known;
    const rated = readings.map((reading) => (reading === utf8Reading ? rateUtf8(piece) : rate(reading, piece)));
    if (ratings.size >= remembered) ratings.clear();
    if (piece.length <= longestRemembered) ratings.set(piece, rated);
    return rated;
  };
  const decodeLine = (line: string): string => {
    if (isAscii(line)) return line;
    if (unicode && rateUtf8(line) >= 2) return utf8Reading.decode(line);
    const all = rateAll(line);
    const best = highest(all, standing);
    if ((all[best] ?? 0) >= 1 && !(unicode && readings[best] !== utf8Reading && line.split(cellEnds).some(isUnicode))) {
      standing = best;
      return readings[best]?.decode(line) ?? line;
    }
    return line
      .split(cellEnds)
      .map((cell) => (isAscii(cell) ? cell : (readings[highest(rateAll(cell), best)]?.decode(cell) ?? cell)))
      .join('');
  };
  return (text) => text.split(lineStarts).map(decodeLine).join('');
}

/** The best; of equals, the preferred one or the first. */
function highest(ratings: readonly number[], preferred: number): number {
  const most = Math.max(...ratings);
  return ratings[preferred] === most ? preferred : ratings.indexOf(most);
}

/**
 * Bytes that are whole UTF-8 and give letters that are written here are hardly anything else, whatever the language;
 * others may be so by chance (`ươ` in VISCII is a letter of N'Ko).
 */
export function rateUtf8(view: string): number {
  const bytes = bytesOfView(view);
  if (isUtf8(bytes)) {
    if (!isExpectedText(bytes.toString('utf8'))) return 0.4;
    const rated = rate(utf8Reading, view);
    return rated >= 1 ? rated + 1 : 0.95;
  }
  if (isCutCharacter(bytes) && bytes.length > 3) return cutRating;
  const { characters, strayBytes } = countUtf8(bytes, 0, bytes.length);
  // Damaged UTF-8 is better than no sense at all; what is no UTF-8 would be lost.
  return characters > strayBytes ? 0.01 : -1;
}

/** Its bytes are taken at their word even where their Western view is legal: `Há»“` is the word Há and two marks. */
function isUnicode(cell: string): boolean {
  return !isAscii(cell) && rateUtf8(cell) >= 0.95;
}

function isAscii(text: string): boolean {
  return !/[^\u0000-\u007f]/.test(text);
}
