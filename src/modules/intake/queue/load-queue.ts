import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#platform/log/log.ts';
import type { Head } from './due-loads.ts';
import { createFairChoice } from './fair-choice.ts';

export interface LoadQueueDeps {
  readonly listHeads: () => Promise<readonly Head[]>;
  /** Takes the first due loads of the dataset to their rest. When it throws, they stay due and are tried again. */
  readonly work: (dataset: string, signal: AbortSignal) => Promise<void>;
  /** Datasets that are worked on at a time. */
  readonly atOnce: number;
  readonly log: Log;
  /** Before the first further try, in milliseconds; it doubles up to thirty seconds. */
  readonly firstPause?: number;
}

export interface LoadQueue {
  /** Takes up whatever is due. */
  start(): void;
  /** Something became due: only after the transaction that made it so. */
  wake(): void;
  /** Aborts what is under way and waits a few seconds for it; what is left is due at the next start. */
  stop(): Promise<void>;
}

const longestPause = 30_000;
/** What has not ended by then, in milliseconds, is left as a crash would leave it. */
const longestEnd = 5000;

/**
 * Works on due loads: those of a dataset one after the other, several datasets side by side, their senders in fair turns.
 * What is due stands in the database alone, so that memory does not grow with it, and a start has nothing to read.
 */
export function createLoadQueue(deps: LoadQueueDeps): LoadQueue {
  const { log, atOnce, firstPause = 500 } = deps;
  const fair = createFairChoice();
  const ending = new AbortController();
  const busy = new Map<string, Promise<void>>();
  /** Datasets whose work failed in a way that may pass, such as a database that is away: how long they pause. */
  const pauses = new Map<string, number>();
  let working = 0;
  let started = false;
  let filling: Promise<void> | undefined;
  let woken = false;

  function wake(): void {
    woken = true;
    if (!started || ending.signal.aborted || filling !== undefined) return;
    filling = fill().finally(() => {
      filling = undefined;
      if (woken && working < atOnce) wake();
    });
  }

  async function fill(): Promise<void> {
    let pause = firstPause;
    while (woken && !ending.signal.aborted && working < atOnce) {
      try {
        woken = false;
        const heads = await deps.listHeads();
        while (working < atOnce) {
          const head = fair.choose(heads, (dataset) => busy.has(dataset));
          if (head === undefined) break;
          begin(head.dataset);
        }
        pause = firstPause;
      } catch (error) {
        log.warn({ error }, 'due loads cannot be listed');
        woken = true;
        await rest(pause);
        pause = Math.min(longestPause, pause * 2);
      }
    }
  }

  function begin(dataset: string): void {
    working += 1;
    const done = workOn(dataset).finally(() => {
      busy.delete(dataset);
      wake();
    });
    busy.set(dataset, done);
  }

  async function workOn(dataset: string): Promise<void> {
    const failure = await deps.work(dataset, ending.signal).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    if (failure === undefined) pauses.delete(dataset);
    working -= 1;
    wake();
    if (failure !== undefined && !ending.signal.aborted) {
      const { error } = failure;
      const pause = pauses.get(dataset) ?? firstPause;
      pauses.set(dataset, Math.min(longestPause, pause * 2));
      log.warn({ dataset, pause, error }, 'loads cut off');
      await rest(pause);
    }
  }

  const rest = (pause: number) => sleep(pause, undefined, { signal: ending.signal }).catch(() => undefined);

  return {
    start: () => {
      started = true;
      wake();
    },
    wake,
    stop: async () => {
      ending.abort(new Error('The server ends'));
      await filling;
      await Promise.race([Promise.all(busy.values()), sleep(longestEnd, undefined, { ref: false })]);
    },
  };
}
