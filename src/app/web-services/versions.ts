import type { VersionServices } from '#api/web-services/versions.ts';
import { rollbackDataset, type RollbackDeps } from '#modules/intake/index.ts';
import { compareSnapshots, type PortalDeps } from '#modules/portal/index.ts';

export interface VersionServicesDeps {
  readonly portal: PortalDeps;
  readonly rollback: RollbackDeps;
}

export function createVersionServices({ portal, rollback }: VersionServicesDeps): VersionServices {
  return {
    compareSnapshots: (caller, dataset, { from, to, ...page }) =>
      compareSnapshots(portal, caller, { dataset, snapshot: to, against: from, ...page }),
    restoreSnapshot: (caller, dataset, { snapshot, note }) =>
      rollbackDataset(rollback, caller, dataset, { snapshot, ...(note === null ? {} : { note }) }),
  };
}
