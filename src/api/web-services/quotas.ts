import type { Caller } from '../caller.ts';
import type { Language } from '../localized.ts';
import type { QuotaChange, QuotaView } from '../quotas.ts';

/** What agencies keep and may keep. Both throw `sign-in-needed`, `right-missing`. */
export interface QuotaServices {
  listQuotas(caller: Caller, language: Language): Promise<readonly (QuotaView & { readonly name: string })[]>;
  /** Throws `quota-agency-unknown`, too. */
  setQuota(caller: Caller, agency: string, change: QuotaChange): Promise<void>;
}
