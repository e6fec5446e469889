/** Takes what comes in batches one by one, waiting for a batch only where the last one is used up. */
export interface OneByOne<Item> {
  readonly isEmpty: () => boolean;
  /** Fetches the next batch that holds something; stays empty where there is none. */
  readonly refill: () => Promise<void>;
  readonly take: () => Item | undefined;
  readonly close: () => Promise<void>;
}

export function oneByOne<Item>(batches: AsyncGenerator<readonly Item[]> | undefined): OneByOne<Item> {
  let batch: readonly Item[] = [];
  let next = 0;
  let ended = batches === undefined;
  return {
    isEmpty: () => next >= batch.length && !ended,
    refill: async () => {
      next = 0;
      batch = [];
      while (batch.length === 0 && !ended) {
        const fetched = await batches?.next();
        if (fetched?.done !== false) ended = true;
        else batch = fetched.value;
      }
    },
    take: () => batch[next++],
    close: async () => {
      await batches?.return(undefined);
    },
  };
}
