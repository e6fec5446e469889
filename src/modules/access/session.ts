import type { KnownCaller } from '#api/caller.ts';
import type { AccessDeps } from './deps.ts';
import type { RequestIdentity } from './request-identity.ts';
import { createSecret, hashSecret, memoryKeyOf } from './secret.ts';
import { clearSessionCookie, presentSessionCookie, readSessionCookie } from './session-cookie.ts';
import { deleteSession, findSession, insertSession, touchSession } from './store/sessions.ts';
import { callerOf } from './user.ts';

const minute = 60_000;
/** A session ends after a working day at the latest, and after two hours without a request. */
const longest = 12 * 60 * minute;
const longestIdle = 120 * minute;
/** So that a page of thirty requests is not thirty writes. */
const touchEvery = minute;

export interface StartedSession {
  readonly caller: KnownCaller;
  /** Value of the `Set-Cookie` header. */
  readonly setCookie: string;
}

/** Opens a session for someone who has proved who he is; only a hash of its secret is kept. */
export async function startSession(deps: AccessDeps, caller: KnownCaller): Promise<StartedSession> {
  const secret = createSecret(deps.randomBytes);
  const now = deps.clock();
  const expires = new Date(now.getTime() + longest);
  await insertSession(deps.database, { hash: hashSecret(secret), userId: caller.id, now, expires });
  return { caller, setCookie: presentSessionCookie(secret, deps.origin, expires) };
}

/** Undefined for a cookie that opens nothing any more. */
export async function continueSession(
  deps: AccessDeps,
  { cookie, again = false }: Pick<RequestIdentity, 'cookie' | 'again'>,
): Promise<KnownCaller | undefined> {
  const secret = readSessionCookie(cookie);
  if (secret === undefined) return undefined;
  const hash = hashSecret(secret);
  const now = deps.clock();
  const session = await deps.sessions.find(memoryKeyOf(hash), () => findSession(deps.database, hash));
  if (session === undefined || session.expires <= now) return undefined;
  const idle = now.getTime() - session.lastSeen.getTime();
  if (idle >= longestIdle) return undefined;
  if (idle >= touchEvery && !again) await touchSession(deps.database, hash, now);
  return callerOf(session.user);
}

/** Ends the session of a `Cookie` header, if there is one. */
export async function endSession(
  deps: AccessDeps,
  cookie: string | undefined,
): Promise<{ readonly setCookie: string }> {
  const secret = readSessionCookie(cookie);
  if (secret !== undefined) await deleteSession(deps.database, hashSecret(secret));
  return { setCookie: clearSessionCookie(deps.origin) };
}
