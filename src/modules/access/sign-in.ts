import type { AccessDeps } from './deps.ts';
import { fail } from './errors.ts';
import { verifyPassword } from './password.ts';
import { startSession, type StartedSession } from './session.ts';
import { countAttempt, forgetAttempts } from './store/sign-in-attempts.ts';
import { findUserWithPassword } from './store/users.ts';
import { callerOf, normalizeEmail } from './user.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Where the request came from; failures are counted for account and address together. */
  readonly address?: string;
}

/** Failed sign-ins of an account from an address that may begin within the window. */
export const mostAttempts = 10;
export const attemptWindow = 15 * 60_000;

/** Of no password: makes a sign-in with an unknown address cost what one with a known address costs. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IG5vYm9keSE$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/**
 * Throws `credentials-wrong` without saying which of the two is wrong, and `sign-in-throttled` after ten attempts in a
 * quarter of an hour. A success clears the count.
 */
export async function signIn(deps: AccessDeps, credentials: Credentials): Promise<StartedSession> {
  const attempt = { email: normalizeEmail(credentials.email), address: credentials.address ?? '' };
  const now = deps.clock();
  const windowStart = new Date(now.getTime() - attemptWindow);
  const { attempts, since } = await countAttempt(deps.database, { ...attempt, now, windowStart });
  if (attempts > mostAttempts) {
    const left = since.getTime() + attemptWindow - now.getTime();
    throw fail('sign-in-throttled', 'Too many failed sign-ins of this account from this address; wait 15 minutes.', {
      retryAfter: Math.max(1, Math.ceil(left / 1000)),
    });
  }
  const user = await findUserWithPassword(deps.database, attempt.email);
  const right = await verifyPassword(credentials.password, user?.password_hash ?? nobodysHash);
  if (user === undefined || !right) throw fail('credentials-wrong', 'No user has this e-mail address and password.');
  await forgetAttempts(deps.database, attempt);
  return startSession(deps, callerOf(user));
}
