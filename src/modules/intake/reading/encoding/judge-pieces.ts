import { countLegal, type LegalShare } from '#platform/text/legal-share.ts';
import type { EncodingCandidate } from '#api/encodings.ts';
import type { Reading } from './readings.ts';

export interface Judgement {
  /** The readings that the text needs, the one of most pieces first; empty: none makes sense of it. */
  readonly readings: readonly Reading[];
  /** Words that were looked at, and the share of them that are legal in the readings chosen. */
  readonly words: number;
  readonly share: number;
  readonly evidence: readonly EncodingCandidate[];
}

/** Texts in their own coding come to 0.99 and over; in another of Vietnam's codings to 0.65 at most. */
const mostWords = 0.8;
const mostPieces = 4000;
/** Less is chance. */
const fewPieces = 0.02;
const exampleLength = 60;

/**
 * Which readings make sense of a text's lines, by how many of its accented words are legal Vietnamese in each. A text may
 * be in several: each cell speaks for the reading in which all its words are legal.
 */
export function judgePieces(lines: readonly string[], candidates: readonly Reading[]): Judgement {
  const pieces = piecesOf(lines);
  const counted = candidates.map((reading) => ({
    reading,
    counts: pieces.map((piece) => countReading(reading, piece)),
  }));
  const totals = counted.map(({ reading, counts }) => ({ reading, counts, total: sum(counts) }));
  const best = pick(totals, ({ total }) => score(total));
  if (best === undefined || best.total.accented === 0) {
    return { readings: [], words: 0, share: 1, evidence: [] };
  }
  const open = new Set(pieces.keys().filter((index) => !isWhole(best.counts[index])));
  const chosen = [best];
  for (;;) {
    const claims = totals
      .filter((one) => !chosen.includes(one))
      .map((one) => ({ one, claimed: [...open].filter((index) => isWhole(one.counts[index])) }));
    const next = pick(claims, ({ one, claimed }) => score(sum(claimed.flatMap((index) => one.counts[index] ?? []))));
    if (next === undefined) break;
    const { accented } = sum(next.claimed.flatMap((index) => next.one.counts[index] ?? []));
    if (Math.max(next.claimed.length, accented) < 3 || next.claimed.length < fewPieces * pieces.length) break;
    chosen.push(next.one);
    for (const index of next.claimed) open.delete(index);
  }
  const covered = sum(pieces.keys().map((index) => bestOf(chosen.map(({ counts }) => counts[index]))));
  const share = covered.legal / covered.accented;
  return {
    // Without a tone it is no Vietnamese: `niño` is the word `niđo` in VNI, and no more.
    readings: share >= mostWords && covered.toned > 0 ? chosen.map(({ reading }) => reading) : [],
    words: covered.accented,
    share,
    evidence: evidenceOf(totals, pieces, best),
  };
}

/** How good a reading is for a piece: 1 and over where all its accented words are legal, the more so the commoner. */
export function rate(reading: Reading, piece: string): number {
  const { accented, legal, common } = countReading(reading, piece);
  if (accented === 0) return 0;
  return legal === accented ? 1 + common / accented : legal / accented;
}

function countReading(reading: Reading, piece: string): LegalShare {
  return countLegal((reading.strict ?? reading.decode)(piece));
}

const score = ({ legal, common }: LegalShare): number => legal + common / 2;

function isWhole(counts: LegalShare | undefined): boolean {
  return counts !== undefined && counts.accented > 0 && counts.legal === counts.accented;
}

function sum(counts: Iterable<LegalShare>): LegalShare {
  let [accented, legal, common, toned] = [0, 0, 0, 0];
  for (const one of counts) {
    accented += one.accented;
    legal += one.legal;
    common += one.common;
    toned += one.toned;
  }
  return { accented, legal, common, toned };
}

function bestOf(counts: readonly (LegalShare | undefined)[]): LegalShare {
  const known = counts.filter((one) => one !== undefined);
  return (
    pick(known, (one) => (one.accented === 0 ? 1 : one.legal / one.accented)) ?? {
      accented: 0,
      legal: 0,
      common: 0,
      toned: 0,
    }
  );
}

/** The first of those with the highest rating. */
function pick<T>(list: readonly T[], rating: (one: T) => number): T | undefined {
  let found: T | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  for (const one of list) {
    const rated = rating(one);
    if (rated > highest) [found, highest] = [one, rated];
  }
  return found;
}

export const cellEnds = /([,;\t|"\r\n]+)/;

/** The different cells with anything beyond ASCII. */
function piecesOf(lines: readonly string[]): readonly string[] {
  const pieces = new Set<string>();
  for (const line of lines) {
    for (const cell of line.split(cellEnds)) if (/[^\u0000-\u007f]/.test(cell)) pieces.add(cell);
    if (pieces.size >= mostPieces) break;
  }
  return [...pieces];
}

/** Every candidate on the same example: one that the chosen reading alone makes whole, if there is one. */
function evidenceOf(
  totals: readonly { readonly reading: Reading; readonly counts: readonly LegalShare[]; readonly total: LegalShare }[],
  pieces: readonly string[],
  best: { readonly reading: Reading; readonly counts: readonly LegalShare[] },
): readonly EncodingCandidate[] {
  const shown = pick([...pieces.keys()], (index) => {
    const piece = pieces[index] ?? '';
    const whole = isWhole(best.counts[index]) ? 10 : 0;
    const alone = totals.filter(({ counts }) => isWhole(counts[index])).length === 1 ? 5 : 0;
    return whole + alone + Math.min(best.counts[index]?.accented ?? 0, 4) - (piece.length > exampleLength ? 8 : 0);
  });
  const before = (pieces[shown ?? 0] ?? '').trim().slice(0, exampleLength);
  return totals
    .map(({ reading, total }) => ({
      name: reading.name,
      share: total.accented === 0 ? 0 : Math.round((1000 * total.legal) / total.accented) / 1000,
      words: total.accented,
      example: before === '' ? null : { before, after: reading.decode(before) },
    }))
    .toSorted((one, other) => other.share - one.share);
}
