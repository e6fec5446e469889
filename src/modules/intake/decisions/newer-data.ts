import { historySince, partitionsMeet } from '#modules/warehouse/index.ts';
import type { Database } from '#platform/database/database.ts';
import { failLoad } from '../loads/errors.ts';
import type { LoadRow } from '../loads/load-row.ts';
import type { LoadStore } from '../loads/load-store.ts';
import { standingSnapshots } from '../versions/standing-snapshots.ts';

export interface NewerDataDeps {
  readonly database: Database;
  readonly store: Pick<LoadStore, 'listPartitions' | 'listPublished'>;
}

/**
 * Whether something was published, since the load was checked, in the partitions whose rows it would take the place of, or
 * the dataset was taken back to another state. Rows that are only added take nobody's place.
 */
export async function hasNewerData(deps: NewerDataDeps, load: LoadRow): Promise<boolean> {
  if (load.mode === 'append') return false;
  if (load.checked_against === null)
    return (await publishedAtAll(deps, load)).some(({ partitions }) => partitionsMeet(partitions, load.partitions));
  const { stands, loads } = await historySince(deps.database, load.dataset, load.checked_against);
  if (!stands) return true;
  return (await deps.store.listPartitions(loads)).some(({ partitions }) => partitionsMeet(partitions, load.partitions));
}

export async function demandNothingNewer(deps: NewerDataDeps, load: LoadRow): Promise<void> {
  if (!(await hasNewerData(deps, load))) return;
  throw failLoad(
    'load-outdated',
    `Newer data stand where the rows of ${load.id} would go; decide with "force": true to put them in their place.`,
    {
      members: {
        message: {
          vi: 'Từ khi đợt nạp này bị giữ lại, dữ liệu ở cùng phạm vi đã được thay bằng bản mới hơn. Chỉ công bố nếu chắc chắn muốn đợt nạp này thay thế dữ liệu mới hơn đó.',
          en: 'Since this load was held, newer data has been published where its rows would go. Publish it only if it is certain that it shall take the place of the newer data.',
        },
      },
    },
  );
}

/** It was checked before the dataset had a state. */
async function publishedAtAll({ database, store }: NewerDataDeps, { dataset }: LoadRow) {
  const isStanding = await standingSnapshots(database, dataset);
  return (await store.listPublished(dataset, Number.MAX_SAFE_INTEGER)).filter(isStanding);
}
