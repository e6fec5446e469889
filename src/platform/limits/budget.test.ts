import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBudget } from './budget.ts';

const anybody = new AbortController().signal;

test('never more is given out than there is, of any resource, and everybody comes to his turn', async () => {
  const piece = fc.record({ memory: fc.nat({ max: 12 }), processes: fc.nat({ max: 3 }), turns: fc.nat({ max: 3 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const whole = { memory: 8, processes: 2 };
      const budget = createBudget(whole);
      const used = { memory: 0, processes: 0 };
      const begun: number[] = [];
      const work = pieces.map(({ turns, ...share }, index) =>
        budget.run(share, anybody, async () => {
          begun.push(index);
          const own = { memory: Math.min(8, share.memory), processes: Math.min(2, share.processes) };
          used.memory += own.memory;
          used.processes += own.processes;
          expect(used.memory).toBeLessThanOrEqual(whole.memory);
          expect(used.processes).toBeLessThanOrEqual(whole.processes);
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
          used.memory -= own.memory;
          used.processes -= own.processes;
        }),
      );
      await Promise.all(work);
      expect(begun).toEqual(pieces.map((_, index) => index));
    }),
  );
});

test('whoever leaves while he waits lets those behind him pass, and whoever fails gives back what he had', async () => {
  const budget = createBudget({ memory: 10 });
  const end = Promise.withResolvers<void>();
  const first = budget.run({ memory: 6 }, anybody, () => end.promise);
  const leaving = new AbortController();
  const large = budget.run({ memory: 10 }, leaving.signal, async () => 'large');
  const small = budget.run({ memory: 4 }, anybody, async () => Promise.reject(new Error('failed')));
  const last = budget.run({ memory: 4 }, anybody, async () => 'last');
  expect(await Promise.race([small.catch(() => 'begun'), sleep(20, 'waiting')])).toBe('waiting');
  leaving.abort(new Error('left'));
  await expect(large).rejects.toThrow('left');
  await expect(small).rejects.toThrow('failed');
  expect(await last).toBe('last');
  end.resolve();
  await first;
  await expect(budget.run({ memory: 1 }, leaving.signal, async () => 'never')).rejects.toThrow('left');
});
