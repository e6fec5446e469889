import { setTimeout as sleep } from 'node:timers/promises';

/** Work that can wait, and must not take memory beside that of others. */
export interface Calm {
  /** Somebody's own work begins; undefined, or resolves once what can wait, which is called off, has ended. */
  begin(): Promise<void> | undefined;
  end(): void;
  /** Somebody's own work will begin soon: what can wait is called off, and waits. Undefined, or resolves once it has ended. */
  giveWay(): Promise<void> | undefined;
  /**
   * Runs the work while nobody's own is under way, and begins it again where it was called off by its signal. Undefined:
   * there was no such while in all the time that it may wait. Rejects with the signal's reason where nobody waits any more.
   */
  run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<{ readonly value: T } | undefined>;
}

export interface CalmOptions {
  /** Milliseconds since the last end: the next step of the same load begins within them. */
  readonly after: number;
  /** Milliseconds in all that work may wait, and be called off. */
  readonly patience: number;
}

const lookEvery = 100;

export function createCalm({ after, patience }: CalmOptions): Calm {
  let busy = 0;
  let lastEnd = -Infinity;
  let waitable: { readonly callOff: AbortController; readonly ended: Promise<void> } | undefined;
  return {
    begin: () => {
      busy += 1;
      waitable?.callOff.abort(new Error('Called off for what cannot wait'));
      return waitable?.ended;
    },
    end: () => {
      busy -= 1;
      lastEnd = performance.now();
    },
    giveWay: () => {
      lastEnd = performance.now();
      waitable?.callOff.abort(new Error('Called off for what cannot wait'));
      return waitable?.ended;
    },
    async run(signal, work) {
      const end = performance.now() + patience;
      while (performance.now() < end) {
        signal.throwIfAborted();
        if (busy > 0 || waitable !== undefined || performance.now() - lastEnd < after) {
          await sleep(lookEvery, undefined, { ref: false });
          continue;
        }
        const callOff = new AbortController();
        const ended = Promise.withResolvers<void>();
        waitable = { callOff, ended: ended.promise };
        try {
          return { value: await work(AbortSignal.any([signal, callOff.signal])) };
        } catch (error) {
          if (signal.aborted || !callOff.signal.aborted) throw error;
        } finally {
          waitable = undefined;
          ended.resolve();
        }
      }
      return undefined;
    },
  };
}
