import type { Caller } from '#api/caller.ts';
import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import type { AccessDeps } from './deps.ts';
import type { RequestIdentity } from './request-identity.ts';
import { continueSession } from './session.ts';
import { identifyToken } from './token.ts';

/** A wrong token is refused (`token-unknown`); a stale cookie is like none. A token counts before a cookie. */
export async function identify(deps: AccessDeps, request: RequestIdentity): Promise<Caller> {
  const learn = deps.operators.ask(request);
  try {
    const caller = await find(deps, request);
    learn(caller);
    return caller;
  } catch (error) {
    if (!isDatabaseAway(error)) learn(undefined);
    const operator =
      isDatabaseAway(error) && request.withoutDatabase === true ? deps.operators.recall(request) : undefined;
    if (operator === undefined) throw error;
    return operator;
  }
}

async function find(deps: AccessDeps, request: RequestIdentity): Promise<Caller> {
  if (request.authorization !== undefined) return identifyToken(deps, request.authorization);
  return (await continueSession(deps, request)) ?? { kind: 'anonymous' };
}
