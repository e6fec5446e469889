import { expect, test } from 'vitest';
import { createCalm } from './create-calm.ts';

const anybody = new AbortController().signal;

/** Work that ends when it is called off. */
function untilCalledOff(signal: AbortSignal): Promise<string> {
  return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
}

test('what can wait begins when nobody works, is called off for whoever comes, and begins again after him', async () => {
  const calm = createCalm({ after: 0, patience: 20_000 });
  expect(calm.begin()).toBeUndefined();
  const began: number[] = [];
  const done = calm.run(anybody, async (signal) => {
    began.push(performance.now());
    return began.length === 1 ? untilCalledOff(signal) : 'made';
  });
  expect(began).toEqual([]);
  calm.end();
  await expect.poll(() => began.length).toBe(1);
  await calm.begin();
  // It has ended by now, and does not begin while somebody works.
  expect(began.length).toBe(1);
  calm.end();
  expect(await done).toEqual({ value: 'made' });
  expect(began.length).toBe(2);
});

test('what can wait gives way to a load that is on its way, and does not begin again at once', async () => {
  const calm = createCalm({ after: 60_000, patience: 150 });
  expect(calm.giveWay()).toBeUndefined();
  const now = createCalm({ after: 0, patience: 300 });
  const began: number[] = [];
  const done = now.run(anybody, (signal) => (began.push(performance.now()), untilCalledOff(signal)));
  await expect.poll(() => began.length).toBe(1);
  void now.giveWay();
  void now.begin();
  expect(await done).toBeUndefined();
  expect(began.length).toBe(1);
});

test('between two steps of a load there is no calm', async () => {
  const calm = createCalm({ after: 60_000, patience: 150 });
  void calm.begin();
  calm.end();
  expect(await calm.run(anybody, async () => 'made')).toBeUndefined();
});

test('what fails by itself, and what nobody waits for any more, is not begun again', async () => {
  const calm = createCalm({ after: 0, patience: 20_000 });
  await expect(calm.run(anybody, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const leaving = new AbortController();
  const left = calm.run(leaving.signal, untilCalledOff);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  expect(await calm.run(anybody, async () => 'made')).toEqual({ value: 'made' });
});
