import type { Caller } from '#api/caller.ts';
import { permissions, type Permission } from '#api/permissions.ts';
import { fail } from '../errors.ts';
import type { Verdict } from './decide-dataset.ts';

/** Passes where the verdict is `shown`. `unknown` makes the error of a dataset that does not exist. */
export function demandShown(verdict: Verdict, unknown: () => Error): void {
  if (verdict === 'shown') return;
  if (verdict === 'hidden') throw unknown();
  throw refuse(verdict.missing);
}

/** Passes where the caller was found to have the right. */
export function demandRight(caller: Caller, allowed: boolean, permission: Permission): void {
  if (!allowed) throw refuse(caller.kind === 'anonymous' ? 'sign-in' : permission);
}

function refuse(missing: 'sign-in' | Permission): Error {
  if (missing === 'sign-in') return fail('sign-in-needed', 'Sign in, or send a token.');
  return fail('right-missing', `The right «${permissions[missing].en}» is missing.`, { members: { missing } });
}
