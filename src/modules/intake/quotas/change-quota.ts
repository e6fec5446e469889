import type { Caller } from '#api/caller.ts';
import type { QuotaChange, QuotaView } from '#api/quotas.ts';
import { demandOperations } from '#modules/access/index.ts';
import type { Directory } from '#modules/directory/index.ts';
import { failLoad } from '../loads/errors.ts';
import type { AgencyQuotas } from './agency-quotas.ts';

export interface QuotaDeps {
  readonly quotas: AgencyQuotas;
  readonly directory: Pick<Directory, 'findAgency'>;
}

export async function readQuotas({ quotas }: QuotaDeps, caller: Caller): Promise<readonly QuotaView[]> {
  demandOperations(caller);
  return quotas.list();
}

/** Throws `quota-agency-unknown`. */
export async function changeQuota(
  { quotas, directory }: QuotaDeps,
  caller: Caller,
  agency: string,
  change: QuotaChange,
): Promise<void> {
  demandOperations(caller);
  if (caller.kind === 'anonymous') return;
  if (directory.findAgency(agency) === undefined)
    throw failLoad('quota-agency-unknown', `There is no agency ${agency}`);
  await quotas.set(agency, change, caller);
}
