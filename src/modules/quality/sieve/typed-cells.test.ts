import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOf, noDay } from './typed-cells.ts';

test('a date is as many days from 1970 as the calendar says', () => {
  const differing: string[] = [];
  fc.assert(
    fc.property(fc.nat({ max: 9999 }), fc.nat({ max: 13 }), fc.nat({ max: 32 }), (year, month, day) => {
      const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
        '-',
      );
      const date = new Date(`${text}T00:00:00Z`);
      const isDay = year > 0 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
      if (daysOf(Buffer.from(`x${text}`), 1) !== (isDay ? date.getTime() / 86_400_000 : noDay)) differing.push(text);
    }),
    {
      numRuns: 3000,
      examples: [
        [2000, 2, 29],
        [1900, 2, 29],
        [1970, 1, 1],
        [1, 1, 1],
        [9999, 12, 31],
        [2024, 2, 30],
      ],
    },
  );
  expect(differing).toEqual([]);
});
