/** Where a row with a key stands. */
export interface KeyPlace {
  readonly line: number;
  readonly offset: number;
}

/** At most 112 MB, of which a third is waited for. */
export const mostKeys = 4_000_000;
/** A slot holds the number of a key, from 1, and above it what is left of 32 bits of its hash. */
const numberBits = 22;
const numberMask = 2 ** numberBits - 1;

/** Which keys have been seen, by 32 bits of a hash: two keys may pass for one. */
export class KeyTable {
  /** Small, since memory is what a look-up waits for; 0: the slot is free. */
  #slots: Uint32Array;
  #mask: number;
  #count = 0;
  /** Of no use, but that what fills it cannot be left out. */
  readonly #seen = new Uint32Array(1);
  /** By the number of a key. */
  #hashes: Uint32Array;
  #lines: Uint32Array;
  #offsets: Uint32Array;

  /** `expected`: so many keys go in before it must grow. */
  constructor(expected: number) {
    const room = Math.ceil(Math.min(Math.max(expected, 1024), mostKeys)) + 1;
    const size = 2 ** Math.ceil(Math.log2(room * 2));
    this.#slots = new Uint32Array(size);
    this.#mask = size - 1;
    this.#hashes = new Uint32Array(room);
    this.#lines = new Uint32Array(room);
    this.#offsets = new Uint32Array(room);
  }

  /** Brings near what will be asked of these keys: memory is waited for once for all of them. */
  approach(hashes: Uint32Array, count: number): void {
    let seen = 0;
    for (let index = 0; index < count; index += 1) seen ^= this.#slots[(hashes[index] ?? 0) & this.#mask] ?? 0;
    this.#seen[0] = seen;
  }

  has(hash: number): boolean {
    return this.#slots[this.#slotOf(hash)] !== 0;
  }

  /** The row that has the key; undefined: none. */
  find(hash: number): KeyPlace | undefined {
    const number = (this.#slots[this.#slotOf(hash)] ?? 0) & numberMask;
    return number === 0 ? undefined : { line: this.#lines[number] ?? 0, offset: this.#offsets[number] ?? 0 };
  }

  /** Keeps the place of a row unless another has its key; whether it did. */
  add(hash: number, line: number, offset: number): boolean {
    const slot = this.#slotOf(hash);
    if (this.#slots[slot] !== 0) return false;
    const number = ++this.#count;
    if (number === this.#hashes.length) this.#makeRoom();
    this.#hashes[number] = hash;
    this.#lines[number] = line;
    this.#offsets[number] = offset;
    this.#slots[slot] = slotFor(hash, number);
    if (number * 2 > this.#mask) this.#grow();
    return true;
  }

  #slotOf(hash: number): number {
    const slots = this.#slots;
    let slot = hash & this.#mask;
    for (;;) {
      const held = slots[slot] ?? 0;
      if (held === 0) return slot;
      if ((held ^ hash) >>> numberBits === 0 && this.#hashes[held & numberMask] === hash) return slot;
      slot = (slot + 1) & this.#mask;
    }
  }

  #makeRoom(): void {
    this.#hashes = doubled(this.#hashes);
    this.#lines = doubled(this.#lines);
    this.#offsets = doubled(this.#offsets);
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let number = 1; number <= this.#count; number += 1) {
      const hash = this.#hashes[number] ?? 0;
      this.#slots[this.#slotOf(hash)] = slotFor(hash, number);
    }
  }
}

function slotFor(hash: number, number: number): number {
  return (((hash >>> numberBits) << numberBits) | number) >>> 0;
}

function doubled(values: Uint32Array): Uint32Array {
  const larger = new Uint32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** Of a key's cells, in their order. */
export function hashOfKey(cells: readonly string[]): number {
  const hash = cells.reduce((before, cell) => {
    const bytes = Buffer.from(cell);
    return hashOn(before, bytes, 0, bytes.length);
  }, hashStart);
  return settledHash(hash);
}

export const hashStart = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;
/** Between two cells stands what is in none. */
export const cellSeparator = 0x1f;

/** FNV-1a, to be gone on with for further cells, and to be `settled` at the end. */
export function hashOn(before: number, bytes: Uint8Array, start: number, end: number): number {
  let hash = before;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), hashPrime);
  return Math.imul(hash ^ cellSeparator, hashPrime);
}

export function settledHash(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
