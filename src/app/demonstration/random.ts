/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** A whole number from `lowest` to `highest`, both inclusive. */
  between(lowest: number, highest: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** A text of that many digits. */
  digits(count: number): string;
}

/** The generator is «mulberry32», seeded with the FNV-1a hash of the text: short, and good enough for made-up people. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    between: (lowest, highest) => lowest + below(highest - lowest + 1),
    chance: (probability) => fraction() < probability,
    pick: <T>(choices: readonly T[]): T => {
      if (choices.length === 0) throw new Error('nothing to pick from');
      // The index is below the length, and the list is not empty.
      return choices[below(choices.length)] as T;
    },
    digits: (count) => Array.from({ length: count }, () => below(10)).join(''),
  };
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
}
