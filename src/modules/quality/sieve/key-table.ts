/** Where a row with a key stands. */
export interface KeyPlace {
  readonly line: number;
  readonly offset: number;
}

/** So many bytes are 300 MB at the most. */
export const mostKeys = 4_000_000;

/**
 * Which keys have been seen, by 32 bits of a hash: two keys may pass for one. Twelve bytes a slot, as many as twice the
 * keys.
 */
export class KeyTable {
  #hashes = new Uint32Array(1 << 16);
  /** 0: the slot is free. */
  #lines = new Uint32Array(1 << 16);
  #offsets = new Uint32Array(1 << 16);
  #count = 0;

  has(hash: number): boolean {
    return this.#lines[this.#slotOf(hash)] !== 0;
  }

  /** The row that has the key; undefined: none. */
  find(hash: number): KeyPlace | undefined {
    const slot = this.#slotOf(hash);
    const line = this.#lines[slot] ?? 0;
    return line === 0 ? undefined : { line, offset: this.#offsets[slot] ?? 0 };
  }

  set(hash: number, line: number, offset: number): void {
    const slot = this.#slotOf(hash);
    if (this.#lines[slot] === 0) this.#count += 1;
    this.#hashes[slot] = hash;
    this.#lines[slot] = line;
    this.#offsets[slot] = offset;
    if (this.#count * 2 > this.#hashes.length) this.#grow();
  }

  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = hash & mask;
    while (this.#lines[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [hashes, lines, offsets] = [this.#hashes, this.#lines, this.#offsets];
    const size = hashes.length * 2;
    this.#hashes = new Uint32Array(size);
    this.#lines = new Uint32Array(size);
    this.#offsets = new Uint32Array(size);
    for (let old = 0; old < hashes.length; old += 1) {
      if (lines[old] === 0) continue;
      const slot = this.#slotOf(hashes[old] ?? 0);
      this.#hashes[slot] = hashes[old] ?? 0;
      this.#lines[slot] = lines[old] ?? 0;
      this.#offsets[slot] = offsets[old] ?? 0;
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
