import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DemonstrationProgress } from './demonstration-state.ts';
import type { DemonstrationLoad } from './list-demonstration-loads.ts';
import { loadDemonstration, type DemonstrationDeps } from './load-demonstration.ts';

const packs = join(import.meta.dirname, '../../../packs');
const loads = ['first', 'second', 'third'].map((key): DemonstrationLoad => ({
  key,
  dataset: 'd',
  file: `/${key}.csv`,
  mode: 'replace',
  sentBy: 'steward',
  agency: 'H15',
}));

test('registers every contract, then sends one file after the other', async () => {
  const world = createWorld();
  await loadDemonstration(world.deps, { packs, listLoads: async () => loads });
  expect(world.contracts).toHaveLength(7);
  expect(world.events).toEqual(['send first', 'wait 1', 'send second', 'wait 2', 'send third', 'wait 3']);
  expect(world.stored()?.finished).toBe(true);
});

test('does nothing once it has finished', async () => {
  const world = createWorld({ finished: true, sent: {} });
  await loadDemonstration(world.deps, { packs, listLoads: () => Promise.reject(new Error('not to be asked for')) });
  expect([world.contracts, world.events]).toEqual([[], []]);
});

test('goes on where it was cut off, wherever that was', async () => {
  for (let calls = 1; calls < 6; calls += 1) {
    const world = createWorld(undefined, calls);
    await expect(loadDemonstration(world.deps, { packs, listLoads: async () => loads })).rejects.toThrow('cut off');
    world.mend();
    await loadDemonstration(world.deps, { packs, listLoads: async () => loads });
    expect(world.events.filter((event) => event.startsWith('send'))).toEqual([
      'send first',
      'send second',
      'send third',
    ]);
    expect(world.stored()?.finished).toBe(true);
  }
});

test('goes on after a load that failed, and says so', async () => {
  const world = createWorld();
  const seen: string[] = [];
  const deps: DemonstrationDeps = {
    ...world.deps,
    waitForLoad: async (id) => ({ state: id === '2' ? 'failed' : 'published' }),
    onLoaded: (load, state) => seen.push(`${load.key} ${state}`),
  };
  await loadDemonstration(deps, { packs, listLoads: async () => loads });
  expect(seen).toEqual(['first published', 'second failed', 'third published']);
});

/** Counts what is asked of it; stops short before the `callsLeft`-th send or wait is over. */
function createWorld(start?: DemonstrationProgress, callsLeft = Infinity) {
  const contracts: string[] = [];
  const events: string[] = [];
  let progress = start;
  let left = callsLeft;
  let ids = 0;
  const call = (event: string): void => {
    left -= 1;
    if (left < 0) throw new Error('cut off');
    events.push(event);
  };
  const deps: DemonstrationDeps = {
    putContract: async (document) => contracts.push(document),
    sendLoad: async ({ key }) => {
      call(`send ${key}`);
      ids += 1;
      return String(ids);
    },
    waitForLoad: async (id) => {
      call(`wait ${id}`);
      return { state: 'published' };
    },
    demonstrationState: {
      read: async () => progress,
      write: async (next) => {
        progress = next;
      },
    },
  };
  return { deps, contracts, events, stored: () => progress, mend: () => (left = Infinity) };
}
