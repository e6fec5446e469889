/** Work on which several may wait, by name. */
export interface Makings {
  /**
   * Waits for the work of that name, which begins if nobody waits for it yet. It is told when all who wait are gone; one of
   * them who is gone waits no longer, and gets the reason of his signal.
   */
  join(name: string, work: (gone: AbortSignal) => Promise<void>, gone?: AbortSignal): Promise<void>;
}

interface Making {
  readonly done: Promise<void>;
  readonly left: AbortController;
  waiting: number;
}

export function createMakings(): Makings {
  const underWay = new Map<string, Making>();
  const begin = (name: string, work: (gone: AbortSignal) => Promise<void>): Making => {
    const left = new AbortController();
    const making: Making = { done: work(left.signal), left, waiting: 0 };
    const forget = () => {
      if (underWay.get(name) === making) underWay.delete(name);
    };
    making.done.then(forget, forget);
    underWay.set(name, making);
    return making;
  };
  return {
    join: async (name, work, gone) => {
      gone?.throwIfAborted();
      const making = underWay.get(name) ?? begin(name, work);
      making.waiting += 1;
      const { promise: leaving, reject: leave } = Promise.withResolvers<never>();
      const onGone = () => {
        making.waiting -= 1;
        if (making.waiting === 0) {
          // Whoever asks from now on begins anew.
          underWay.delete(name);
          making.left.abort(gone?.reason);
        }
        leave(gone?.reason);
      };
      gone?.addEventListener('abort', onGone);
      try {
        await Promise.race([making.done, leaving]);
      } finally {
        gone?.removeEventListener('abort', onGone);
      }
    },
  };
}
