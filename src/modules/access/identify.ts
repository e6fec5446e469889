import type { Caller } from '#api/caller.ts';
import { isDatabaseAway } from '#platform/database/is-database-away.ts';
import type { AccessDeps } from './deps.ts';
import { continueSession } from './session.ts';
import { identifyToken } from './token.ts';

/** The two headers by which a request says who sends it. */
export interface RequestIdentity {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
  /** What is asked for must be told to operators while the database is away, too: they are believed for a while. */
  readonly withoutDatabase?: boolean;
  /** He is looked at while he is being answered: no request of his, and nothing that keeps his session from ending. */
  readonly again?: boolean;
}

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
