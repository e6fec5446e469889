import { expect, test } from 'vitest';
import { createBudget } from '#platform/limits/budget.ts';
import { failReading } from '../reading/errors.ts';
import { createWorkShares, readingBytes } from './work-shares.ts';

const anybody = new AbortController().signal;

test('a small step takes little, a large one all there is, and one that was short of memory runs again with all', async () => {
  const shares = createWorkShares(createBudget({ processes: 2, megabytes: 512 }), 512);
  const limits: string[] = [];
  const noted = async (limit: string) => void limits.push(limit);
  await shares.run(1000, anybody, noted);
  await shares.run(10_000_000, anybody, noted);
  await shares.run(1e12, anybody, noted);
  expect(limits).toEqual(['129MB', '208MB', '512MB']);
  const short = [new Error('Out of Memory Error: could not allocate'), failReading('too-large', 'It needs more.')];
  for (const error of short) {
    const tried: string[] = [];
    await shares.run(1000, anybody, async (limit) => {
      tried.push(limit);
      if (tried.length === 1) throw error;
    });
    expect(tried).toEqual(['129MB', '512MB']);
  }
  const other = shares.run(1000, anybody, async () => Promise.reject(new Error('broken')));
  await expect(other).rejects.toThrow('broken');
});

test('two small steps run side by side, a large one alone', async () => {
  const shares = createWorkShares(createBudget({ processes: 2, megabytes: 512 }), 512);
  let [running, most] = [0, 0];
  const step = async () => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    running -= 1;
  };
  await Promise.all([1000, 1000, 1000].map((bytes) => shares.run(bytes, anybody, step)));
  expect(most).toBe(2);
  most = 0;
  await Promise.all([1e9, 1000, 1e9].map((bytes) => shares.run(bytes, anybody, step)));
  expect(most).toBe(1);
});

test('a workbook is expected to hold more than it weighs', () => {
  expect(readingBytes([{ file_name: 'a.csv', file_bytes: 1000 }])).toBe(1000);
  expect(readingBytes([{ file_name: 'A.XLSX', file_bytes: 1000 }])).toBe(10_000);
});
