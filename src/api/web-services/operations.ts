import type { Caller } from '../caller.ts';
import type { HealthView } from '../health.ts';

/** How the platform itself does. */
export interface OperationsServices {
  maySeeHealth(caller: Caller): boolean;
  /** Throws `sign-in-needed`, `right-missing`. */
  getHealth(caller: Caller): Promise<HealthView>;
}
