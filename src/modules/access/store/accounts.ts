import type { AccessDatabase } from './tables.ts';
import type { UserRow } from './users.ts';

export interface AccountRow extends UserRow {
  readonly disabled: boolean;
  readonly created_at: Date;
  /** Of a session that has not ended; null: there is none. */
  readonly last_seen_at: Date | null;
  /** When the count that shuts the account for some address began; null: for none. */
  readonly throttled_since: Date | null;
}

interface AccountsRequest {
  readonly now: Date;
  /** Failed sign-ins that began later count, where they are more than `mostAttempts`. */
  readonly windowStart: Date;
  readonly mostAttempts: number;
  readonly limit: number;
}

/** By e-mail address. */
export function listAccounts(database: AccessDatabase, request: AccountsRequest): Promise<readonly AccountRow[]> {
  return database
    .selectFrom('access.users as user')
    .select(['user.id', 'user.email', 'user.name', 'user.role', 'user.agency', 'user.unit', 'user.disabled'])
    .select('user.created_at')
    .select((query) => [
      query
        .selectFrom('access.sessions as session')
        .whereRef('session.user_id', '=', 'user.id')
        .where('session.expires_at', '>', request.now)
        .select(({ fn }) => fn.max('session.last_seen_at').as('seen'))
        .as('last_seen_at'),
      query
        .selectFrom('access.sign_in_attempts as attempt')
        .whereRef('attempt.email', '=', 'user.email')
        .where('attempt.attempts', '>', request.mostAttempts)
        .where('attempt.since', '>', request.windowStart)
        .select(({ fn }) => fn.max('attempt.since').as('since'))
        .as('throttled_since'),
    ])
    .orderBy('user.email')
    .limit(request.limit)
    .execute();
}

export async function countAccounts(database: AccessDatabase): Promise<number> {
  const { count } = await database
    .selectFrom('access.users')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Opens or shuts an account: opened, no failed sign-in counts against it any more; shut, it is signed out everywhere. With
 * a new password it is signed out too. Undefined where nobody has this e-mail address.
 */
export async function changeAccount(
  database: AccessDatabase,
  email: string,
  change: { readonly disabled: boolean; readonly password_hash?: string },
): Promise<UserRow | undefined> {
  return database.transaction().execute(async (transaction) => {
    const user = await transaction
      .updateTable('access.users')
      .set(change)
      .where('email', '=', email)
      .returning(['id', 'email', 'name', 'role', 'agency', 'unit'])
      .executeTakeFirst();
    if (user === undefined) return undefined;
    if (change.disabled || change.password_hash !== undefined) {
      await transaction.deleteFrom('access.sessions').where('user_id', '=', user.id).execute();
    }
    if (!change.disabled) {
      await transaction.deleteFrom('access.sign_in_attempts').where('email', '=', email).execute();
    }
    return user;
  });
}

export async function hasAdministrator(database: AccessDatabase): Promise<boolean> {
  const found = await database
    .selectFrom('access.users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', false)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
