import type { Workers, WorkShares } from '#modules/intake/index.ts';
import type { KeyTurn } from '#modules/warehouse/index.ts';

/** What the process that makes keys may take of the query engine, and the bytes for which a load would get as much. */
const memoryLimit = '256MB';
const likeALoadOf = 16_000_000;

/**
 * Keys are made while no load's process is there. Where there was no such while for long, they take their share like a
 * load, so that loads that come without end neither keep them off nor share their memory.
 */
export function createKeyTurn(workers: Pick<Workers, 'inCalm'>, shares: Pick<WorkShares, 'run'>): KeyTurn {
  return async (signal, work) => {
    const done = await workers.inCalm(signal, (calledOff) => work(memoryLimit, calledOff));
    return done === undefined ? shares.run(likeALoadOf, signal, (limit) => work(limit, signal)) : done.value;
  };
}
