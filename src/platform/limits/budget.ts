/** What is given out; every resource has its own unit. */
export type Share<Resource extends string> = Readonly<Record<Resource, number>>;

/** A semaphore for each of several resources, of which a piece of work takes its share of all at once. */
export interface Budget<Resource extends string> {
  /**
   * Waits for the share and runs the work with it. Whoever came first goes first, also where a later one would fit beside
   * what runs: otherwise a large piece would wait for ever behind small ones. More than there is counts as all there is.
   * Rejects with the signal's reason where nobody waits any more.
   */
  run<T>(share: Share<Resource>, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

interface Waiting<Resource extends string> {
  readonly share: Share<Resource>;
  readonly go: () => void;
}

export function createBudget<Resource extends string>(whole: Share<Resource>): Budget<Resource> {
  // The keys are those of the record.
  const resources = Object.keys(whole) as Resource[];
  const free: Record<Resource, number> = { ...whole };
  const waiting: Waiting<Resource>[] = [];

  function serve(): void {
    for (let [first] = waiting; first !== undefined; [first] = waiting) {
      const { share, go } = first;
      if (resources.some((resource) => share[resource] > free[resource])) return;
      for (const resource of resources) free[resource] -= share[resource];
      waiting.shift();
      go();
    }
  }

  async function take(share: Share<Resource>, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const turn = Promise.withResolvers<void>();
    const own = { share, go: turn.resolve };
    const leave = () => {
      const place = waiting.indexOf(own);
      if (place < 0) return;
      waiting.splice(place, 1);
      turn.reject(signal.reason);
      // Somebody behind him may fit now.
      serve();
    };
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(own);
    serve();
    try {
      await turn.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  return {
    async run(asked, signal, work) {
      const share: Record<Resource, number> = { ...asked };
      for (const resource of resources) share[resource] = Math.min(asked[resource], whole[resource]);
      await take(share, signal);
      try {
        return await work();
      } finally {
        for (const resource of resources) free[resource] += share[resource];
        serve();
      }
    },
  };
}
