export interface Utf8Count {
  /** Whole characters beyond ASCII, and bytes that are part of none. */
  readonly characters: number;
  readonly strayBytes: number;
  /** Runs of the latter: what is left of a character that was cut is one. */
  readonly strayRuns: number;
  /** Where counting ended: behind `stop` where a character reaches over it. */
  readonly position: number;
}

/** Counts what is UTF-8 and what is none. */
export function countUtf8(bytes: Uint8Array, from: number, stop: number): Utf8Count {
  let characters = 0;
  let strayBytes = 0;
  let strayRuns = 0;
  let strayEnd = -1;
  let position = from;
  while (position < stop) {
    const byte = bytes[position] ?? 0;
    if (byte < 0x80) {
      position++;
      continue;
    }
    const length = lengthOf(byte);
    let whole = length > 0;
    for (let next = 1; next < length; next++) if (((bytes[position + next] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (whole) {
      characters++;
      position += length;
    } else {
      strayBytes++;
      if (position !== strayEnd) strayRuns++;
      position++;
      strayEnd = position;
    }
  }
  return { characters, strayBytes, strayRuns, position };
}

/** The last bytes begin a character and nothing else is wrong with them. */
export function isCutCharacter(bytes: Uint8Array): boolean {
  for (let length = 1; length <= 3 && length <= bytes.length; length++) {
    const lead = bytes[bytes.length - length] ?? 0;
    if (lead < 0x80) return false;
    if (lead >= 0xc2) {
      return length < lengthOf(lead) && countUtf8(bytes, 0, bytes.length - length).strayBytes === 0;
    }
  }
  return false;
}

/** Bytes of the character that this one begins; 0: it begins none. */
function lengthOf(byte: number): number {
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}
