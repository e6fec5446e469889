/** Where a row with a key stands. */
export interface KeyPlace {
  readonly line: number;
  readonly offset: number;
}

/** Sixteen bytes a slot, and as many as twice the keys: 130 MB at the most. */
export const mostKeys = 4_000_000;
const width = 4;

/** Which keys have been seen, by 32 bits of a hash: two keys may pass for one. */
export class KeyTable {
  /** By slot: hash, line (0: the slot is free), offset; together, since memory is what this waits for. */
  #slots: Uint32Array;
  #mask: number;
  #count = 0;

  /** `expected`: so many keys go in before it must grow. */
  constructor(expected: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.min(Math.max(expected, 1024), mostKeys) * 2));
    this.#slots = new Uint32Array(size * width);
    this.#mask = size - 1;
  }

  has(hash: number): boolean {
    return this.#slots[this.#slotOf(hash) + 1] !== 0;
  }

  /** The row that has the key; undefined: none. */
  find(hash: number): KeyPlace | undefined {
    const slot = this.#slotOf(hash);
    const line = this.#slots[slot + 1] ?? 0;
    return line === 0 ? undefined : { line, offset: this.#slots[slot + 2] ?? 0 };
  }

  set(hash: number, line: number, offset: number): void {
    const slot = this.#slotOf(hash);
    if (this.#slots[slot + 1] === 0) this.#count += 1;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = line;
    this.#slots[slot + 2] = offset;
    if (this.#count * 2 > this.#mask) this.#grow();
  }

  #slotOf(hash: number): number {
    const slots = this.#slots;
    let slot = hash & this.#mask;
    while (slots[slot * width + 1] !== 0 && slots[slot * width] !== hash) slot = (slot + 1) & this.#mask;
    return slot * width;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += width) {
      if (old[at + 1] === 0) continue;
      const slot = this.#slotOf(old[at] ?? 0);
      this.#slots.set(old.subarray(at, at + width), slot);
    }
  }
}

/** Of a key's cells, in their order. */
export function hashOfKey(cells: readonly string[]): number {
  const hash = cells.reduce((before, cell) => {
    const bytes = Buffer.from(cell);
    return hashOn(before, bytes, 0, bytes.length);
  }, hashStart);
  return settledHash(hash);
}

export const hashStart = 0x811c9dc5;

/** FNV-1a, to be gone on with for further cells, and to be `settled` at the end. */
export function hashOn(before: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = before;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  // Between two cells stands what is in none.
  return Math.imul(hash ^ 0x1f, 0x01000193);
}

export function settledHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
