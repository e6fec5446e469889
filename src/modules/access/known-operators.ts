import type { KnownCaller } from '#api/caller.ts';
import type { Changes } from '#platform/database/changes.ts';
import type { KnownOperators } from './deps.ts';
import type { RequestIdentity } from './request-identity.ts';
import { maySeeOperations } from './policy/platform-policy.ts';
import { hashSecret, memoryKeyOf } from './secret.ts';
import { readSessionCookie } from './session-cookie.ts';
import { readToken } from './token.ts';

/** Milliseconds: as long as somebody may take to bring a database back. */
const longest = 3_600_000;
const most = 1000;

export interface KnownOperatorsOptions {
  readonly changes: Changes;
  readonly elapsed: () => number;
}

/**
 * Whoever signed out, or whose token or account was changed, is believed no more, whether or not he asks again. That the
 * changes can be heard no more is what happens when the database goes away, and takes nobody's word from him; but once
 * somebody was found in it again, nothing counts that is older: what was changed in between was not heard.
 */
export function createKnownOperators({ changes, elapsed }: KnownOperatorsOptions): KnownOperators {
  const known = new Map<string, { readonly caller: KnownCaller; readonly at: number }>();
  let unheard = false;
  let heard = 0;
  for (const topic of ['token', 'session-ended']) {
    changes.onChange(topic, (key) => {
      heard += 1;
      if (key === undefined) unheard = true;
      else known.delete(key);
    });
  }
  changes.onChange('user', (id) => {
    heard += 1;
    for (const [key, { caller }] of known) if (caller.kind === 'user' && caller.id === id) known.delete(key);
  });

  return {
    ask(request) {
      const before = heard;
      return (caller) => {
        const isOperator = caller !== undefined && caller.kind !== 'anonymous' && maySeeOperations(caller);
        if (!isOperator && known.size === 0) return;
        const key = keyOf(request);
        if (key === undefined) return;
        known.delete(key);
        // Otherwise it may be from before a change that was told since.
        if (!isOperator || heard !== before) return;
        if (unheard) known.clear();
        unheard = !changes.isLive();
        known.set(key, { caller, at: elapsed() });
        const [oldest] = known.keys();
        if (known.size > most && oldest !== undefined) known.delete(oldest);
      };
    },
    recall(request) {
      const key = keyOf(request);
      const found = key === undefined ? undefined : known.get(key);
      return found !== undefined && elapsed() - found.at < longest ? found.caller : undefined;
    },
  };
}

/** As changes name what the request is known by. */
function keyOf({ authorization, cookie }: RequestIdentity): string | undefined {
  const secret = authorization === undefined ? readSessionCookie(cookie) : readToken(authorization);
  return secret === undefined ? undefined : memoryKeyOf(hashSecret(secret));
}
