/** Registers loads that are worked on, so that each can be ended by itself. */
export type FollowLoads = (
  ids: readonly string[],
  /** Aborted when the server ends. */
  signal: AbortSignal,
  /** Is told by which signal it learns that one of them, or the server, ends. */
  work: (signalOf: (id: string) => AbortSignal) => Promise<void>,
) => Promise<void>;

/** The loads that are being worked on; nothing of it outlives the work. */
export interface Following {
  readonly follow: FollowLoads;
  /** Ends the work on a load; nothing where nobody works on it. */
  end(id: string, reason: Error): void;
}

export function createFollowing(): Following {
  const running = new Map<string, AbortController>();
  return {
    async follow(ids, signal, work) {
      const own = new Map(ids.map((id) => [id, new AbortController()]));
      for (const [id, controller] of own) running.set(id, controller);
      const signals = new Map([...own].map(([id, { signal: ended }]) => [id, AbortSignal.any([signal, ended])]));
      try {
        await work((id) => signals.get(id) ?? signal);
      } finally {
        for (const id of ids) running.delete(id);
      }
    },
    end: (id, reason) => running.get(id)?.abort(reason),
  };
}
