import type { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createTemplateCache } from './template-cache.ts';

function countingWriter() {
  const names: string[] = [];
  let atOnce = 0;
  let most = 0;
  const writing = (name: string, bytes: number) => async (output: Writable) => {
    names.push(name);
    most = Math.max(most, (atOnce += 1));
    await new Promise((resolve) => setImmediate(resolve));
    output.end(Buffer.alloc(bytes, name));
    atOnce -= 1;
  };
  return { names, writing, most: () => most };
}

test('a workbook is written once, however often and by however many it is asked for', async () => {
  const { names, writing } = countingWriter();
  const cache = createTemplateCache({ mostBytes: 100 });
  const asked = await Promise.all(Array.from({ length: 20 }, () => cache.get('a', writing('a', 10))));
  const later = await cache.get('a', writing('a', 10));
  expect(new Set([...asked, later]).size).toBe(1);
  expect(names).toEqual(['a']);
  expect(later.workbook.toString()).toBe('a'.repeat(10));
});

test('what does not fit goes, the longest unused first; what is too large is not kept at all', async () => {
  const { names, writing } = countingWriter();
  const cache = createTemplateCache({ mostBytes: 25 });
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.get(name, writing(name, 10));
  expect(names).toEqual(['a', 'b', 'c', 'b']);
  const large = await cache.get('d', writing('d', 26));
  expect(large.workbook).toHaveLength(26);
  for (const name of ['d', 'a', 'b']) await cache.get(name, writing(name, 26));
  expect(names.slice(4)).toEqual(['d', 'd']);
});

test('one is written at a time, and one that fails leaves the others and its next try alone', async () => {
  const { names, writing, most } = countingWriter();
  const cache = createTemplateCache({ mostBytes: 100 });
  const fault = new Error('unwritable');
  const outcomes = await Promise.allSettled([
    cache.get('a', writing('a', 10)),
    cache.get('b', () => Promise.reject(fault)),
    cache.get('c', writing('c', 10)),
  ]);
  expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: fault }, {}]);
  expect((await cache.get('b', writing('b', 10))).workbook.toString()).toBe('b'.repeat(10));
  expect(names).toEqual(['a', 'c', 'b']);
  expect(most()).toBe(1);
});
