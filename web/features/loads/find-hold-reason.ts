import type { LoadView } from '#api/loads.ts';
import type { CheckResult } from '#api/quality.ts';
import type { DescribedDataset } from './describe-dataset.ts';

export type HoldReason =
  | { readonly kind: 'few-accepted'; readonly holdBelow: number }
  /** The whole dataset would shrink from so many rows. */
  | { readonly kind: 'fewer-rows'; readonly holdBelow: number; readonly standing: number }
  /** The parts that the file replaces would shrink; how many rows they hold is not known here. */
  | { readonly kind: 'fewer-than-before' }
  | { readonly kind: 'unknown' };

/** Why a load is held, as far as its own counts and its dataset tell. */
export function findHoldReason(
  { result, mode }: { readonly mode: LoadView['mode']; readonly result: Pick<CheckResult, 'received' | 'accepted'> },
  { hold }: Pick<DescribedDataset, 'hold'>,
): HoldReason {
  if (hold === null) return { kind: 'unknown' };
  const { below, standing, divided } = hold;
  if (result.accepted < result.received * below) return { kind: 'few-accepted', holdBelow: below };
  if (mode !== 'replace') return { kind: 'unknown' };
  if (!divided && standing !== null && result.accepted < standing * below) {
    return { kind: 'fewer-rows', holdBelow: below, standing };
  }
  return { kind: 'fewer-than-before' };
}
