import type { VersionServices } from '#api/web-services/versions.ts';
import { rollbackDataset, type RollbackDeps } from '#modules/intake/index.ts';
import { compareSnapshots, type PortalDeps } from '#modules/portal/index.ts';

export interface VersionServicesDeps {
  readonly portal: PortalDeps;
  readonly rollback: RollbackDeps;
}

export function createVersionServices({ portal, rollback }: VersionServicesDeps): VersionServices {
  return {
    async compareSnapshots(caller, dataset, { from, to, ...page }) {
      const asked = { dataset, snapshot: to, ...page, ...(from === undefined ? {} : { against: from }) };
      const { against, ...found } = await compareSnapshots(portal, caller, asked);
      return { from: against, ...found };
    },
    restoreSnapshot: (caller, dataset, { snapshot, note }) =>
      rollbackDataset(rollback, caller, dataset, { snapshot, ...(note === null ? {} : { note }) }),
  };
}
