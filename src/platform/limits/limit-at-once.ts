export interface AtOnce {
  /** Pieces of work that run at a time. */
  readonly most: number;
  /** Pieces that may wait for their turn. */
  readonly waiting: number;
  /** What the one is told that would have to wait behind them. */
  readonly refuse: (waiting: number) => Error;
}

/** Runs work side by side up to a limit, the others in the order in which they came. */
export function limitAtOnce({ most, waiting: mostWaiting, refuse }: AtOnce): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < most) running += 1;
    else if (waiting.length >= mostWaiting) throw refuse(mostWaiting);
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
