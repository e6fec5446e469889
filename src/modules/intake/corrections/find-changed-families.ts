import { findLineage } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';
import { loadFolders } from '../loads/load-folders.ts';
import type { LoadStore } from '../loads/load-store.ts';
import type { FamilyFiles } from '../worker/correction-protocol.ts';
import { takenFiles } from './find-family.ts';

export interface ChangedFamiliesDeps {
  readonly database: Database;
  readonly store: Pick<LoadStore, 'listDatasetCorrections'>;
  readonly dataFolder: string;
}

/**
 * The loads of whose corrections others stand once the dataset is back at a snapshot: what is open of them must be counted
 * again. Nobody else may publish meanwhile.
 */
export async function findChangedFamilies(
  deps: ChangedFamiliesDeps,
  dataset: string,
  snapshot: string,
): Promise<readonly FamilyFiles[]> {
  const corrections = await deps.store.listDatasetCorrections(dataset);
  if (corrections.length === 0) return [];
  const now = new Set(await findLineage(deps.database, dataset));
  const then = new Set(await findLineage(deps.database, dataset, snapshot));
  const families = Map.groupBy(corrections, ({ root }) => root ?? '');
  return [...families].flatMap(([root, members]) => {
    const changes = members.some((one) => now.has(one.snapshot ?? '') !== then.has(one.snapshot ?? ''));
    if (!changes) return [];
    const standing = members.filter((one) => then.has(one.snapshot ?? ''));
    const family = [root, ...members.map(({ id }) => id)].map((load) => ({
      load,
      outcome: loadFolders(deps.dataFolder, load).outcome,
    }));
    return [{ family, taken: takenFiles(deps, standing) }];
  });
}
