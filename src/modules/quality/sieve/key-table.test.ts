import { expect, test } from 'vitest';
import { KeyTable } from './key-table.ts';

test('a table of keys knows what a map knows, however often it must grow', () => {
  for (const [expected, spread] of [
    [0, 7],
    [100, 2_654_435_761],
    [50_000, 40_503],
  ] as const) {
    const keys = new KeyTable(expected);
    const places = new Map<number, number>();
    for (let line = 1; line <= 20_000; line += 1) {
      // Some come twice.
      const hash = Math.imul(line % 15_000, spread) >>> 0;
      expect(keys.has(hash)).toBe(places.has(hash));
      expect(keys.add(hash, line, line * 3)).toBe(!places.has(hash));
      if (!places.has(hash)) places.set(hash, line);
    }
    for (const [hash, line] of places) expect(keys.find(hash)).toEqual({ line, offset: line * 3 });
    expect(keys.find(0xfeed_beef)).toBeUndefined();
  }
});
