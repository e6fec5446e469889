import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { silentLog } from '#platform/log/log.ts';
import type { Head } from './due-loads.ts';
import { createFairChoice } from './fair-choice.ts';
import { createLoadQueue } from './load-queue.ts';

interface Due {
  readonly dataset: string;
  readonly sender: string;
  readonly turn: number;
}

/** Due loads in memory, as the table lists their heads. */
function createDue(all: readonly Due[]) {
  const due = [...all];
  return {
    add: (one: Due) => due.push(one),
    heads: (): readonly Head[] => {
      const first = new Map<string, Head>();
      for (const one of due) if (!first.has(one.dataset)) first.set(one.dataset, one);
      return [...first.values()];
    },
    take: (dataset: string): Due | undefined => {
      const place = due.findIndex((one) => one.dataset === dataset);
      return place < 0 ? undefined : due.splice(place, 1)[0];
    },
    left: () => due.length,
  };
}

const until = async (condition: () => boolean) => {
  for (let waited = 0; !condition() && waited < 5000; waited += 2) await sleep(2);
  expect(condition()).toBe(true);
};

test('whoever waits is served after at most one load of each other sender', () => {
  const senders = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(senders, (sent) => {
      const due = createDue(sent.map((sender, turn) => ({ dataset: `${sender}-${turn}`, sender, turn })));
      const fair = createFairChoice();
      const waited = new Map<string, number>();
      while (due.left() > 0) {
        const waiting = new Set(due.heads().map(({ sender }) => sender));
        const chosen = fair.choose(due.heads(), () => false);
        for (const sender of waiting) waited.set(sender, (waited.get(sender) ?? 0) + 1);
        waited.set(chosen?.sender ?? '', 0);
        for (const many of waited.values()) expect(many).toBeLessThan(4);
        due.take(chosen?.dataset ?? '');
      }
    }),
  );
});

test("one agency's thousand files do not stand before another's single one", async () => {
  const due = createDue(
    Array.from({ length: 1000 }, (_, turn) => ({ dataset: `many-${turn % 50}`, sender: 'many', turn })),
  );
  const done: string[] = [];
  let taken = 0;
  const queue = createLoadQueue({
    listHeads: async () => due.heads(),
    work: async (dataset) => {
      const one = due.take(dataset);
      if ((taken += 1) === 10) {
        due.add({ dataset: 'single', sender: 'single', turn: 1000 });
        queue.wake();
      }
      await Promise.resolve();
      done.push(one?.sender ?? '');
    },
    atOnce: 2,
    log: silentLog,
  });
  queue.start();
  await until(() => done.length === 1001);
  await queue.stop();
  expect(done.indexOf('single')).toBeLessThan(16);
});

test('so many datasets are worked on at a time, and no dataset twice', async () => {
  const due = createDue(Array.from({ length: 60 }, (_, turn) => ({ dataset: `d${turn % 7}`, sender: 's', turn })));
  const busy = new Set<string>();
  let most = 0;
  const order = new Map<string, number[]>();
  const queue = createLoadQueue({
    listHeads: async () => due.heads(),
    work: async (dataset) => {
      expect(busy.has(dataset)).toBe(false);
      busy.add(dataset);
      most = Math.max(most, busy.size);
      await sleep(1);
      const one = due.take(dataset);
      order.set(dataset, [...(order.get(dataset) ?? []), one?.turn ?? -1]);
      busy.delete(dataset);
    },
    atOnce: 3,
    log: silentLog,
  });
  queue.start();
  await until(() => due.left() === 0 && busy.size === 0);
  await queue.stop();
  expect(most).toBe(3);
  for (const turns of order.values()) expect(turns).toEqual(turns.toSorted((a, b) => a - b));
});

test('what fails in a way that may pass is tried again and meanwhile takes nobody else the place', async () => {
  const due = createDue([
    { dataset: 'away', sender: 'a', turn: 1 },
    ...Array.from({ length: 5 }, (_, index) => ({ dataset: `b${index}`, sender: 'b', turn: 2 + index })),
  ]);
  const done: string[] = [];
  let [failures, lists] = [0, 0];
  const queue = createLoadQueue({
    listHeads: async () => {
      lists += 1;
      if (lists === 1) throw new Error('the database is away');
      return due.heads();
    },
    work: async (dataset) => {
      if (dataset === 'away' && (failures += 1) < 3) throw new Error('the database is away');
      due.take(dataset);
      done.push(dataset);
    },
    atOnce: 1,
    log: silentLog,
    firstPause: 20,
  });
  queue.start();
  await until(() => done.length === 6);
  await queue.stop();
  expect(done.at(-1)).toBe('away');
  expect(failures).toBe(3);
});

test('its end aborts what is under way and waits for it; nothing begins afterwards', async () => {
  const due = createDue([
    { dataset: 'one', sender: 'a', turn: 1 },
    { dataset: 'two', sender: 'a', turn: 2 },
  ]);
  const events: string[] = [];
  const queue = createLoadQueue({
    listHeads: async () => due.heads(),
    work: async (dataset, signal) => {
      events.push(`+${dataset}`);
      await sleep(60_000, undefined, { signal }).catch(() => undefined);
      events.push(`-${dataset}`);
      signal.throwIfAborted();
    },
    atOnce: 1,
    log: silentLog,
  });
  queue.start();
  await until(() => events.length === 1);
  await queue.stop();
  queue.wake();
  await sleep(10);
  expect(events).toEqual(['+one', '-one']);
});
