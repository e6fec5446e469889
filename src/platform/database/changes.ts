/** Which tables changed, as their triggers tell with `platform.announce(topic, column)`: by topic and key. */
export interface Changes {
  /** While false, nothing remembered may be used: a change may have been missed. */
  isLive(): boolean;
  /** Calls back on every change of a topic; without a key, everything of it may have changed. */
  onChange(topic: string, forget: (key: string | undefined) => void): void;
}

/** What whoever hears the database tells the process. */
export interface ChangesHub extends Changes {
  /** A payload of the channel: `topic key`. */
  heard(payload: string): void;
  /** Nothing is missed for so long, unless `lost` is called. */
  stayLive(milliseconds: number): void;
  /** From now on changes may be missed; everything that was remembered is forgotten. */
  lost(): void;
}

export const changesChannel = 'daklake_changes';

/** Not live until somebody listens. `elapsed` gives milliseconds that never go backwards. */
export function createChanges(elapsed: () => number): ChangesHub {
  const subscribers = new Map<string, ((key: string | undefined) => void)[]>();
  let liveUntil = Number.NEGATIVE_INFINITY;
  return {
    isLive: () => elapsed() < liveUntil,
    onChange: (topic, forget) => {
      subscribers.set(topic, [...(subscribers.get(topic) ?? []), forget]);
    },
    heard: (payload) => {
      const space = payload.indexOf(' ');
      for (const forget of subscribers.get(payload.slice(0, space)) ?? []) forget(payload.slice(space + 1));
    },
    stayLive: (milliseconds) => {
      liveUntil = elapsed() + milliseconds;
    },
    lost: () => {
      liveUntil = Number.NEGATIVE_INFINITY;
      for (const forget of [...subscribers.values()].flat()) forget(undefined);
    },
  };
}

/** For whoever hears nothing: every question goes to the database. */
export const unheardChanges: Changes = { isLive: () => false, onChange: () => undefined };
