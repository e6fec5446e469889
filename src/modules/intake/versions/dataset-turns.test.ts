import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDatasetTurns } from './dataset-turns.ts';

test('of one dataset one after the other, in order, whatever becomes of those before; others beside them', async () => {
  const turns = createDatasetTurns();
  const log: string[] = [];
  const work = (name: string, milliseconds: number) => async () => {
    log.push(`${name} begins`);
    await sleep(milliseconds);
    log.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
    return name;
  };
  const all = await Promise.allSettled([
    turns.run('one', work('a', 30)),
    turns.run('one', work('b', 1)),
    turns.run('other', work('x', 5)),
    turns.run('one', work('c', 1)),
  ]);
  expect(all.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual(['a', 'failed', 'x', 'c']);
  expect(log).toEqual([
    'a begins', 'x begins', 'x ends', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends',
  ]); // prettier-ignore
});

test('whoever would wait too long is told, and the next one still waits for its turn', async () => {
  const turns = createDatasetTurns();
  const long = Promise.withResolvers<string>();
  const first = turns.run('one', () => long.promise);
  let begun = false;
  await expect(turns.run('one', async () => (begun = true), { mostMilliseconds: 10 })).rejects.toMatchObject({
    code: 'dataset-busy',
  });
  const last = turns.run('one', async () => 'last', { mostMilliseconds: 10_000 });
  expect(await Promise.race([last, sleep(20, 'waiting')])).toBe('waiting');
  long.resolve('first');
  expect(await Promise.all([first, last])).toEqual(['first', 'last']);
  expect(begun).toBe(false);
});
