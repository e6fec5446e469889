import type { EncodingCandidate } from '#api/encodings.ts';
import { cellEnds, judgePieces, rate } from './judge-pieces.ts';
import { mayBeOld } from './may-be-old.ts';
import { asItStands, unicodeReadings, type Reading } from './readings.ts';

export interface JudgedUnicode {
  /** The old codings in it, the commonest first, and last the text as it stands. */
  readonly readings: readonly [Reading, ...Reading[]];
  /** Some of it makes sense as it stands. */
  readonly mixed: boolean;
  readonly evidence: readonly EncodingCandidate[];
}

/**
 * What a text in Unicode is that holds old text as a Western code page shows it, or UTF-8 read wrong; undefined: it is
 * what it says, or it is foreign, or so little of it is old that cells are judged one by one later, their originals kept.
 */
export function judgeUnicode(text: string): JudgedUnicode | undefined {
  if (!mayBeOld(text)) return undefined;
  const lines = text.split('\n');
  const standing = judgePieces(lines, [asItStands]);
  if (standing.share >= 0.95) return undefined;
  const { readings, evidence, words } = judgePieces(lines, unicodeReadings);
  const old = readings.filter((reading) => reading !== asItStands);
  const [first, ...rest] = old;
  if (first === undefined || words < 3) return undefined;
  const cells = new Set(lines.flatMap((line) => line.split(cellEnds)));
  const [whole, coded] = countCells(cells, old);
  if (whole > 0 && (coded < 5 || coded < 0.3 * (whole + coded))) return undefined;
  return { readings: [first, ...rest, asItStands], mixed: whole > 0, evidence };
}

/** Cells that make sense as they stand alone, and those that do so in an old coding alone. */
function countCells(cells: Iterable<string>, old: readonly Reading[]): readonly [number, number] {
  let whole = 0;
  let coded = 0;
  for (const cell of cells) {
    if (!/[^\u0000-\u007f]/.test(cell)) continue;
    const stands = rate(asItStands, cell) >= 1;
    const decoded = old.some((reading) => rate(reading, cell) >= 1);
    if (stands && !decoded) whole++;
    if (decoded && !stands) coded++;
  }
  return [whole, coded];
}
