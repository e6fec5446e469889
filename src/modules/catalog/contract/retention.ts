/** How long what a dataset consists of is kept, as its contract declares it; what is not named is kept for good. */
export interface Retention {
  /** The files as they were sent. */
  readonly landing?: KeptFor;
  readonly snapshots?: KeptFor;
  /** What checks left: rejected rows, findings. */
  readonly rejects?: KeptFor;
  /** By which law; nothing is removed on a day outside of its dates. */
  readonly law?: RetentionLaw;
}

/** Something is kept while it is younger than `days`, and while it is one of the newest `keep`, whichever is longer. */
export interface KeptFor {
  readonly days: number;
  readonly keep: number;
}

export interface RetentionLaw {
  readonly basis: string;
  /** Days of the form 2026-01-31, both included. */
  readonly from?: string;
  readonly until?: string;
}

export const retentionParts = ['landing', 'snapshots', 'rejects'] as const;
export type RetentionPart = (typeof retentionParts)[number];

/**
 * The least that a contract may declare. Thirty days: a correction, an answer that is asked for by its key again, a question
 * about what was rejected. Two snapshots: one can always go back to the state before.
 */
export const leastKept: Readonly<Record<RetentionPart, KeptFor>> = {
  landing: { days: 30, keep: 0 },
  snapshots: { days: 1, keep: 2 },
  rejects: { days: 30, keep: 0 },
};

/** Of a part that names the other number only. */
export const keptUnlessSaid: Readonly<Record<RetentionPart, KeptFor>> = {
  ...leastKept,
  snapshots: { days: 30, keep: 2 },
};

/** What is declared of the part on a day of the form 2026-01-31; undefined: nothing of it may be removed on that day. */
export function declaredOn(retention: Retention | undefined, part: RetentionPart, day: string): KeptFor | undefined {
  const { from, until } = retention?.law ?? {};
  if ((from !== undefined && day < from) || (until !== undefined && day > until)) return undefined;
  return retention?.[part];
}
