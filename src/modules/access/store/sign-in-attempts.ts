import { sql } from 'kysely';
import type { AccessDatabase } from './tables.ts';

interface Attempt {
  readonly email: string;
  readonly address: string;
}

/**
 * Counts one more attempt of an account from an address, and says which it is, and since when it counts. Counted before the
 * password is looked at, so that many at once do not get past the limit. Forgets what is older.
 */
export async function countAttempt(
  database: AccessDatabase,
  attempt: Attempt & { readonly now: Date; readonly windowStart: Date },
): Promise<{ readonly attempts: number; readonly since: Date }> {
  await database.deleteFrom('access.sign_in_attempts').where('since', '<=', attempt.windowStart).execute();
  return database
    .insertInto('access.sign_in_attempts')
    .values({ email: attempt.email, address: attempt.address, attempts: 1, since: attempt.now })
    .onConflict((conflict) =>
      conflict.columns(['email', 'address']).doUpdateSet({ attempts: sql`access.sign_in_attempts.attempts + 1` }),
    )
    .returning(['attempts', 'since'])
    .executeTakeFirstOrThrow();
}

export async function forgetAttempts(database: AccessDatabase, attempt: Attempt): Promise<void> {
  await database
    .deleteFrom('access.sign_in_attempts')
    .where('email', '=', attempt.email)
    .where('address', '=', attempt.address)
    .execute();
}
