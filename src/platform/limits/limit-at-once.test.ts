import { expect, test } from 'vitest';
import { limitAtOnce } from './limit-at-once.ts';

test('so many run, so many wait in turn, and whoever comes then is refused', async () => {
  const limited = limitAtOnce({ most: 2, waiting: 2, refuse: (waiting) => new Error(`${waiting} wait`) });
  const begun: number[] = [];
  const ends = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const ask = (number: number) =>
    limited(async () => {
      begun.push(number);
      await ends[number]?.promise;
      if (number === 0) throw new Error('failed');
      return number;
    });
  const asked = [0, 1, 2, 3].map(ask);
  await expect(ask(4)).rejects.toThrow('2 wait');
  expect(begun).toEqual([0, 1]);
  ends[0]?.resolve();
  await expect(asked[0]).rejects.toThrow('failed');
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  for (const { resolve } of ends) resolve();
  expect(await Promise.all(asked.slice(1))).toEqual([1, 2, 3]);
  expect(begun).toEqual([0, 1, 2, 3]);
});
