import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChanges } from './changes.ts';
import { createMemory } from './create-memory.ts';

const listening = () => {
  let now = 0;
  const changes = createChanges(() => now);
  changes.stayLive(1000);
  return { changes, pass: (milliseconds: number) => (now += milliseconds) };
};

test('the database is asked once, and again after a change of that key only', async () => {
  const { changes } = listening();
  const memory = createMemory<string>({ changes, topic: 'pointer', most: 10 });
  let asked = 0;
  const find = (key: string) => memory.find(key, async () => `${key}${(asked += 1)}`);
  expect([await find('a'), await find('b'), await find('a')]).toEqual(['a1', 'b2', 'a1']);
  changes.heard('pointer a');
  changes.heard('contract b');
  expect([await find('a'), await find('b')]).toEqual(['a3', 'b2']);
});

test('a change of a topic on which everything hangs forgets everything', async () => {
  const { changes } = listening();
  const memory = createMemory<number>({ changes, topic: 'session', alsoTopics: ['user'], most: 10 });
  let asked = 0;
  const find = () => memory.find('a', async () => (asked += 1));
  await find();
  changes.heard('user 7');
  expect(await find()).toBe(2);
});

test('nothing is remembered while nobody listens, nor what was asked before somebody did', async () => {
  const { changes, pass } = listening();
  const memory = createMemory<number>({ changes, topic: 'pointer', most: 10 });
  let asked = 0;
  const find = () => memory.find('a', async () => (asked += 1));
  expect([await find(), await find()]).toEqual([1, 1]);
  pass(1001);
  expect([await find(), await find()]).toEqual([2, 3]);
  // The same connection answers again: it has missed nothing.
  changes.stayLive(1000);
  expect(await find()).toBe(1);
  changes.lost();
  const late = find();
  changes.stayLive(1000);
  expect([await late, await find(), await find()]).toEqual([4, 5, 5]);
});

test('what is not there, and a failure, are asked for again', async () => {
  const { changes } = listening();
  const memory = createMemory<string>({ changes, topic: 'token', most: 10 });
  expect(await memory.find('a', async () => undefined)).toBeUndefined();
  await expect(memory.find('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await memory.find('a', async () => 'there')).toBe('there');
});

test('the least recently used is forgotten first', async () => {
  const { changes } = listening();
  const memory = createMemory<number>({ changes, topic: 'token', most: 2 });
  let asked = 0;
  const find = (key: string) => memory.find(key, async () => (asked += 1));
  for (const key of ['a', 'b', 'a', 'c']) await find(key);
  expect([await find('a'), await find('b')]).toEqual([1, 4]);
});

// The law: whoever asks after a change has been told gets what stands since that change, or later.
test('nobody is ever given what stood before a change that was told', async () => {
  const step = fc.oneof(
    ...(['change', 'ask', 'read', 'answer'] as const).map((what) => ({ weight: 5, arbitrary: fc.constant(what) })),
    fc.constantFrom('lost' as const, 'live' as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { changes } = listening();
      const memory = createMemory<number>({ changes, topic: 'pointer', most: 10 });
      let version = 1;
      // Questions of the database: first not yet read, then read and on their way back.
      const unread: (() => void)[] = [];
      const unanswered: (() => void)[] = [];
      const load = () =>
        new Promise<number>((resolve) => {
          unread.push(() => {
            const read = version;
            unanswered.push(() => resolve(read));
          });
        });
      const checks: Promise<void>[] = [];
      for (const each of steps) {
        if (each === 'ask') {
          const since = version;
          checks.push(memory.find('a', load).then((found) => expect(found).toBeGreaterThanOrEqual(since)));
        }
        if (each === 'change') {
          version += 1;
          changes.heard('pointer a');
        }
        if (each === 'read') unread.shift()?.();
        if (each === 'answer') unanswered.shift()?.();
        if (each === 'lost') changes.lost();
        if (each === 'live') changes.stayLive(1);
        await new Promise((resolve) => setImmediate(resolve));
      }
      for (;;) {
        for (const read of unread.splice(0)) read();
        const answers = unanswered.splice(0);
        for (const answer of answers) answer();
        if (answers.length === 0) break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      await Promise.all(checks);
    }),
    { numRuns: 300 },
  );
});
