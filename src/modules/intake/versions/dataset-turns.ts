import { failLoad } from '../loads/errors.ts';

/** One at a time may work on a dataset's state, in the order in which they asked; of other datasets others may. */
export interface DatasetTurns {
  /** Waits for its turn, and passes it on however `work` ends. Throws `dataset-busy` where it would wait longer. */
  run<T>(dataset: string, work: () => Promise<T>, options?: { readonly mostMilliseconds: number }): Promise<T>;
}

/** Within this process, which is the only one: a data folder has one owner. */
export function createDatasetTurns(): DatasetTurns {
  const last = new Map<string, Promise<void>>();
  return {
    async run(dataset, work, options) {
      const own = Promise.withResolvers<void>();
      const before = last.get(dataset) ?? Promise.resolve();
      const after = before.then(() => own.promise);
      last.set(dataset, after);
      void after.then(() => {
        if (last.get(dataset) === after) last.delete(dataset);
      });
      try {
        if (options === undefined) await before;
        else await within(before, options.mostMilliseconds, dataset);
        return await work();
      } finally {
        own.resolve();
      }
    },
  };
}

async function within(before: Promise<void>, mostMilliseconds: number, dataset: string): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => late.reject(failLoad('dataset-busy', `A load of ${dataset} is under way; try again when it has ended.`)),
    mostMilliseconds,
  );
  try {
    await Promise.race([before, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
