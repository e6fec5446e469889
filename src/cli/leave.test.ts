import { expect, test } from 'vitest';
import { leave, type Leaving } from './leave.ts';

test('a process ends by itself with its code, and is ended only if something holds it', () => {
  const exits: number[] = [];
  const leaving: Leaving = { exit: (code) => exits.push(code) };
  const waiting: (() => void)[] = [];
  let held = true;
  leave(leaving, 3, (ending) => {
    waiting.push(ending);
    return { unref: () => (held = false) };
  });
  expect([leaving.exitCode, exits, held]).toEqual([3, [], false]);
  for (const ending of waiting) ending();
  expect(exits).toEqual([3]);
});
