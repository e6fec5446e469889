import type { Caller } from '#api/caller.ts';
import { canSomewhere } from '#modules/access/index.ts';

/** To whom the routes of this room are of any use; what a caller may do with one dataset is decided when he asks. */
export const whoMay = {
  send: (caller: Caller) => canSomewhere(caller, 'fill', 'fill-own-unit'),
  follow: (caller: Caller) => canSomewhere(caller, 'see-loads', 'see-own-loads'),
  decide: (caller: Caller) => canSomewhere(caller, 'decide-loads'),
} as const;
