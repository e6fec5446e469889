import type { KnownCaller } from '../caller.ts';
import type { Language } from '../localized.ts';

/** Where callers work, by name. */
export interface WorkplaceServices {
  /** The agency's name; of one without an agency the unit's; null where there is neither. */
  nameWorkplace(caller: KnownCaller, language: Language): string | null;
}
