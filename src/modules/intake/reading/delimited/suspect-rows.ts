/** How totals begin, by two bytes: `To…`, `Tổ…`, `Cộ…`, `Co…`, `Su…`, `Gr…`. */
const beginnings: ReadonlyMap<number, readonly number[]> = new Map([
  [letter('t'), [letter('o'), 0xe1, 0xe3, 0xe2]],
  [letter('c'), [letter('o'), 0xe1, 0xe3]],
  [letter('s'), [letter('u')]],
  [letter('g'), [letter('r')]],
]);

/** How sums are called that a page passes on to the next: too many names share their first two letters. */
const carried = ['mang', 'chuy', 'số t', 'so t'].map((text) => Buffer.from(text).map((byte) => byte | 0x20));

function letter(text: string): number {
  return text.charCodeAt(0);
}

/**
 * Whether a record whose content begins here may be a total or a line that numbers the columns, `(1`, or a byte order mark,
 * as where files were put one behind the other. Capitals are as small letters are. It may say yes for nothing; whoever asks
 * reads the record itself.
 */
export function isSuspectStart(buffer: Buffer, position: number): boolean {
  const first = buffer[position] ?? 0;
  if (first >= 0x30 && first <= 0x39) return false;
  const second = buffer[position + 1] ?? 0;
  if (first === 0x28 || (first === 0xef && second === 0xbb)) return true;
  const small = first | 0x20;
  if (beginnings.get(small)?.includes(second | 0x20) === true) return true;
  return carried.some((text) => small === text[0] && beginsWith(buffer, position, text));
}

function beginsWith(buffer: Buffer, position: number, text: Uint8Array): boolean {
  return text.every((byte, index) => ((buffer[position + index] ?? 0) | 0x20) === byte);
}
