import type { Caller } from '#api/caller.ts';
import { isKnown } from './dataset-policy.ts';

/** Whose pages a caller is shown, as a plain value that a search can turn into a condition. */
export interface Visibility {
  readonly open: true;
  readonly shared: true;
  readonly private: 'all' | 'none' | PrivateVisibility;
}

export interface PrivateVisibility {
  /** Those that these agencies own. */
  readonly owners: readonly string[];
  /** And those that communes fill. */
  readonly filledByUnits: boolean;
}

/** Agrees with `decideDataset` on every dataset: found by a search exactly where the page is shown. */
export function visibilityOf(caller: Caller): Visibility {
  return { open: true, shared: true, private: privateOf(caller) };
}

function privateOf(caller: Caller): Visibility['private'] {
  if (!isKnown(caller) || caller.role === 'citizen') return 'none';
  if (caller.role === 'administrator' || caller.role === 'auditor') return 'all';
  const owners = caller.agency === null ? [] : [caller.agency];
  const filledByUnits = caller.role === 'officer' && caller.unit !== null;
  return owners.length === 0 && !filledByUnits ? 'none' : { owners, filledByUnits };
}
