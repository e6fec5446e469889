import type { CodeRange } from './pattern-node.ts';

/** Bytes from, to; one of each in turn. */
export type ByteSequence = readonly (readonly [from: number, to: number])[];

/** Code points of equally long UTF-8. */
const lengths: readonly CodeRange[] = [[0, 0x7f], [0x80, 0x7ff], [0x800, 0xffff], [0x10000, 0x10ffff]]; // prettier-ignore

/** The UTF-8 of every code point of a range, as few sequences of ranges of bytes. */
export function utf8Sequences([from, to]: CodeRange): readonly ByteSequence[] {
  return lengths.flatMap(([low, high]) => {
    const [first, end] = [Math.max(from, low), Math.min(to, high)];
    return first > end ? [] : split(first, end);
  });
}

/** Splits until the bytes behind the first that differs go through all their values. */
function split(from: number, to: number): readonly ByteSequence[] {
  for (let tail = 1; tail <= 3 && from >= 0x80; tail += 1) {
    const mask = (1 << (6 * tail)) - 1;
    if ((from & ~mask) === (to & ~mask)) break;
    if ((from & mask) !== 0) return [...split(from, from | mask), ...split((from | mask) + 1, to)];
    if ((to & mask) !== mask) return [...split(from, (to & ~mask) - 1), ...split(to & ~mask, to)];
  }
  const [first, end] = [bytesOf(from), bytesOf(to)];
  return [first.map((byte, place): [number, number] => [byte, end[place] ?? byte])];
}

function bytesOf(code: number): readonly number[] {
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)];
  const tail = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  if (code < 0x10000) return [0xe0 | (code >> 12), ...tail];
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...tail];
}
