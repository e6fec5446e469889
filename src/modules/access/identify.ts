import type { Caller } from '#api/caller.ts';
import type { AccessDeps } from './deps.ts';
import { continueSession } from './session.ts';
import { identifyToken } from './token.ts';

/** The two headers by which a request says who sends it. */
export interface RequestIdentity {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

/** A wrong token is refused (`token-unknown`); a stale cookie is like none. A token counts before a cookie. */
export async function identify(deps: AccessDeps, request: RequestIdentity): Promise<Caller> {
  if (request.authorization !== undefined) return identifyToken(deps, request.authorization);
  return (await continueSession(deps, request.cookie)) ?? { kind: 'anonymous' };
}
