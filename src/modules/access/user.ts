import type { KnownCaller } from '#api/caller.ts';
import type { AccessDeps } from './deps.ts';
import { fail } from './errors.ts';
import { hashPassword, shortestPassword } from './password.ts';
import { checkPlaceOfWork, type PlaceOfWork } from './place-of-work.ts';
import { findUserAt, insertUser, putUser, type UserRow } from './store/users.ts';

export interface NewUser extends PlaceOfWork {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** Take the place of a user with this e-mail address, with a new password and no session. */
  readonly replace?: boolean;
}

/** Throws `email-taken`, `password-weak`, and what a place of work can be refused for. */
export async function createUser(deps: AccessDeps, user: NewUser): Promise<KnownCaller> {
  if ([...user.password].length < shortestPassword) {
    throw fail('password-weak', `A password has at least ${shortestPassword} characters.`);
  }
  const row = {
    email: normalizeEmail(user.email),
    name: user.name.normalize('NFC').trim(),
    ...checkPlaceOfWork(deps, user),
    password_hash: await hashPassword(user.password, deps.randomBytes(16)),
    created_at: deps.clock(),
  };
  const created = user.replace === true ? await putUser(deps.database, row) : await insertUser(deps.database, row);
  if (created === undefined) throw fail('email-taken', `${row.email} is taken.`);
  return callerOf(created);
}

/** Somebody who works there in this role; undefined: nobody does. */
export async function findColleague(
  deps: AccessDeps,
  place: Pick<KnownCaller, 'role' | 'agency' | 'unit'>,
): Promise<KnownCaller | undefined> {
  const user = await findUserAt(deps.database, place);
  return user && callerOf(user);
}

/** As addresses are kept and compared. PostgreSQL takes no NUL in a text. */
export function normalizeEmail(email: string): string {
  return email.normalize('NFC').replaceAll('\0', '').trim().toLowerCase();
}

export function callerOf(user: UserRow): KnownCaller {
  const { id, name, role, agency, unit } = user;
  return { kind: 'user', id, name, role, agency, unit };
}
