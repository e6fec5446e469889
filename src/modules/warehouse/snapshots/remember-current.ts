import type { Changes } from '#platform/database/changes.ts';
import { createMemory } from '#platform/database/create-memory.ts';
import type { Database } from '#platform/database/database.ts';
import { currentSnapshot, getSnapshot } from './find-snapshots.ts';
import type { Snapshot } from './snapshot.ts';

/** Snapshots for whoever reads: the current one from memory while it is that. */
export interface SnapshotFinder {
  /** Undefined until the dataset's first snapshot. */
  current(dataset: string): Promise<Snapshot | undefined>;
  /** Throws `snapshot-unknown`. */
  get(dataset: string, id: string): Promise<Snapshot>;
}

const mostDatasets = 1_000;

export function rememberCurrent(deps: { readonly database: Database; readonly changes: Changes }): SnapshotFinder {
  const { database, changes } = deps;
  const memory = createMemory<Snapshot>({ changes, topic: 'pointer', most: mostDatasets });
  const current = (dataset: string) => memory.find(dataset, () => currentSnapshot(database, dataset));
  return {
    current,
    get: async (dataset, id) => {
      const now = await current(dataset);
      return now?.id === id ? now : getSnapshot(database, dataset, id);
    },
  };
}
