import type { Directory } from '#modules/directory/index.ts';
import type { Clock } from '#platform/clock/clock.ts';
import type { RandomBytes } from './secret.ts';
import type { AccessDatabase } from './store/tables.ts';

export interface AccessDeps {
  readonly database: AccessDatabase;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly origin: string;
  readonly randomBytes: RandomBytes;
}
