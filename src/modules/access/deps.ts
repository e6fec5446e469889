import type { KnownCaller } from '#api/caller.ts';
import type { Directory } from '#modules/directory/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { Memory } from '#platform/database/create-memory.ts';
import type { KnownOperators } from './known-operators.ts';
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
