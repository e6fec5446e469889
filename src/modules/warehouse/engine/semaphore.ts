import { fail } from '../errors.ts';

/** Lets `permits` through at a time, and `queue` wait. */
export interface Semaphore {
  /** Throws `engine-busy` where too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

export function createSemaphore(permits: number, queue: number): Semaphore {
  let free = permits;
  const waiting: (() => void)[] = [];
  const release = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    run: async (work) => {
      if (free > 0) free -= 1;
      else if (waiting.length >= queue)
        throw fail('engine-busy', `${queue} are waiting already; try again in a moment`);
      else await new Promise<void>((go) => waiting.push(go));
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
