import type { LoadState } from '#api/loads.ts';

/** States that a load does not leave by itself. */
export function isResting(state: LoadState): boolean {
  return state === 'published' || state === 'held' || state === 'cancelled' || state === 'failed';
}
