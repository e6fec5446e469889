import type { Caller, KnownCaller } from '#api/caller.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Memory } from '#platform/database/create-memory.ts';
import type { RequestIdentity } from './request-identity.ts';
import type { RandomBytes } from './secret.ts';
import type { SessionRow } from './store/sessions.ts';
import type { AccessDatabase } from './store/tables.ts';

export interface AccessDeps {
  readonly database: AccessDatabase;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly origin: string;
  readonly randomBytes: RandomBytes;
  /** Callers by `memoryKeyOf` the hash of their token. */
  readonly tokens: Memory<KnownCaller>;
  /** The same of sessions, also of those that have ended by themselves. */
  readonly sessions: Memory<SessionRow>;
  readonly operators: KnownOperators;
}

/** Those who run the platform, as they were when they last asked for something; nothing of it outlives the process. */
export interface KnownOperators {
  /** Before the database is asked who sends this; what it says goes to what is given back. */
  ask(request: RequestIdentity): (caller: Caller | undefined) => void;
  /** Undefined: he was no operator, or has not asked for too long. */
  recall(request: RequestIdentity): KnownCaller | undefined;
}
