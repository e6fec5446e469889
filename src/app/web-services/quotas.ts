import type { QuotaServices } from '#api/web-services/quotas.ts';
import type { Directory } from '#modules/directory/index.ts';
import { changeQuota, readQuotas, type QuotaDeps } from '#modules/intake/index.ts';

export function createQuotaServices(deps: {
  readonly quotas: QuotaDeps;
  readonly directory: Pick<Directory, 'agencyName'>;
}): QuotaServices {
  return {
    listQuotas: async (caller, language) => {
      const quotas = await readQuotas(deps.quotas, caller);
      return quotas.map((quota) => ({ ...quota, name: deps.directory.agencyName(quota.agency, language) }));
    },
    setQuota: (caller, agency, change) => changeQuota(deps.quotas, caller, agency, change),
  };
}
