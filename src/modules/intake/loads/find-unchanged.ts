import { partitionsMeet } from '#modules/warehouse/index.ts';
import type { IsStanding } from '../versions/standing-snapshots.ts';
import type { LoadRow } from './load-row.ts';
import type { LoadStore } from './load-store.ts';

type Fingerprint = Awaited<ReturnType<LoadStore['listPublished']>>[number];

/**
 * The earlier load that this one only repeats: the same bytes in the same mode under the same contract and mappings as the load
 * that last filled the same partitions. A load that filled other partitions since then does not stand in the way, and neither
 * do corrections of the load itself, which add to it. A correction repeats one of the same load by the same sender.
 */
export async function findUnchanged(
  store: LoadStore,
  load: LoadRow,
  isStanding: IsStanding,
): Promise<LoadRow | undefined> {
  const later: Fingerprint[] = [];
  for (const earlier of await store.listPublished(load.dataset, load.sequence)) {
    if (!isStanding(earlier)) continue;
    const same =
      // What it left could not be shown.
      earlier.rejects_removed_at === null &&
      earlier.sha256 === load.sha256 &&
      earlier.mode === load.mode &&
      earlier.sheet === load.sheet &&
      earlier.long_form === load.long_form &&
      earlier.encoding === load.encoding &&
      earlier.unit === load.unit &&
      earlier.mapping_state === load.mapping_state &&
      earlier.mapping_given === load.mapping_given &&
      earlier.corrects === load.corrects &&
      (load.corrects === null || earlier.sender_id === load.sender_id) &&
      earlier.contract_version === load.contract_version &&
      earlier.contract_revision === load.contract_revision;
    if (same) return later.some((other) => overlap(earlier, other)) ? undefined : store.find(earlier.id);
    later.push(earlier);
  }
  return undefined;
}

function overlap(one: Fingerprint, other: Fingerprint): boolean {
  if (other.root !== null && (other.root === one.id || other.root === one.root)) return false;
  return partitionsMeet(one.partitions, other.partitions);
}
