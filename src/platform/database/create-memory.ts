import type { Changes } from './changes.ts';

/** Answers of the database that no transaction has changed since. */
export interface Memory<Value> {
  /**
   * What `load` gives for the key, from memory where it stands there. Whoever asks after a change has committed never gets
   * what was read before it. Undefined is not remembered, so that askers for what is not there cannot fill the memory.
   */
  find(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
}

export interface MemoryOptions {
  readonly changes: Changes;
  /** Whose keys are this memory's keys. */
  readonly topic: string;
  /** Topics of which any change may change anything here. */
  readonly alsoTopics?: readonly string[];
  /** Of these many the least recently used goes first. */
  readonly most: number;
}

export function createMemory<Value>({ changes, topic, alsoTopics = [], most }: MemoryOptions): Memory<Value> {
  const kept = new Map<string, Value>();
  const underWay = new Map<string, Promise<Value | undefined>>();
  const forget = (key: string | undefined): void => {
    if (key === undefined) for (const each of [kept, underWay]) each.clear();
    else for (const each of [kept, underWay]) each.delete(key);
  };
  changes.onChange(topic, forget);
  for (const also of alsoTopics) changes.onChange(also, () => forget(undefined));

  function ask(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const asked = load().then(
      (value) => {
        // Otherwise a change was told since it was asked, and the value may be from before it.
        if (underWay.get(key) === asked) {
          underWay.delete(key);
          if (value !== undefined) keep(key, value);
        }
        return value;
      },
      (error: unknown) => {
        if (underWay.get(key) === asked) underWay.delete(key);
        throw error;
      },
    );
    underWay.set(key, asked);
    return asked;
  }

  function keep(key: string, value: Value): void {
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }

  return {
    find: async (key, load) => {
      if (!changes.isLive()) return load();
      const value = kept.get(key);
      if (value === undefined) return underWay.get(key) ?? ask(key, load);
      keep(key, value);
      return value;
    },
  };
}
