import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import type { Hold } from '../decisions/hold-reasons.ts';
import type { Found, LoadRow } from '../loads/load-row.ts';

/** One of several loads that are checked against the state that stands for all of them. */
export interface Member {
  readonly load: LoadRow;
  readonly outcome: MemberOutcome;
}

/** What came of a load's own check; nothing of it is on record yet. */
export type MemberOutcome =
  | ({ readonly kind: 'accepted' } & Found)
  | ({ readonly kind: 'held'; readonly hold: Hold } & Found)
  | { readonly kind: 'repeated'; readonly earlier: LoadRow; readonly partitions: readonly string[] | null }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** What it was to be worked on with failed, which says nothing of the load. */
  | { readonly kind: 'stopped'; readonly error: unknown }
  /** It was not looked at, since one before it fills the same partitions. */
  | { readonly kind: 'unseen' }
  /** It was ended, or need not be known any more. */
  | { readonly kind: 'gone' };

/** Whether the load is to be tried again: nothing was found that it would end with. */
export function isStopped(
  outcome: MemberOutcome,
): outcome is Extract<MemberOutcome, { readonly kind: 'stopped' | 'failed' }> {
  return outcome.kind === 'stopped' || (outcome.kind === 'failed' && isDatabaseAway(outcome.error));
}
