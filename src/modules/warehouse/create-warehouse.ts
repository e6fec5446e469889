import { join } from 'node:path';
import type { Database } from '#platform/database/database.ts';
import {
  currentSnapshot,
  currentSummaries,
  findSnapshot,
  getSnapshot,
  listSnapshots,
  type SnapshotSummary,
  type SnapshotsPage,
} from './snapshots/find-snapshots.ts';
import { placeSnapshot } from './snapshots/place-snapshot.ts';
import { publishSnapshot, type PublishSnapshotInput } from './snapshots/publish-snapshot.ts';
import type { Snapshot } from './snapshots/snapshot.ts';

export interface WarehouseDeps {
  readonly database: Database;
  /** Absolute; holds the folder `snapshots`. */
  readonly dataFolder: string;
}

/** Where snapshots are published, found and read. */
export interface Warehouse {
  findCurrentSnapshot(dataset: string): Promise<Snapshot | undefined>;
  findSnapshot(dataset: string, id: string): Promise<Snapshot | undefined>;
  /** Throws `snapshot-unknown`. */
  getSnapshot(dataset: string, id: string): Promise<Snapshot>;
  /** Newest first. */
  listSnapshots(
    dataset: string,
    page: SnapshotsPage,
  ): Promise<{ readonly items: readonly SnapshotSummary[]; readonly total: number }>;
  /** The current snapshots of many datasets, by dataset; those without one are missing. */
  currentSummaries(datasets: readonly string[]): Promise<ReadonlyMap<string, SnapshotSummary>>;
  /** Absolute paths of its Parquet files, in the order of the rows. */
  filesOf(snapshot: Snapshot): readonly string[];
  /** Moves the folder that `prepareSnapshot` made to the snapshot's place. */
  place(dataset: string, id: string, preparedFolder: string): Promise<void>;
  /** In the transaction that the caller opened. Throws `snapshot-superseded`. */
  publishSnapshot(transaction: Database, input: PublishSnapshotInput): Promise<void>;
}

export function createWarehouse({ database, dataFolder }: WarehouseDeps): Warehouse {
  const snapshotsFolder = join(dataFolder, 'snapshots');
  return {
    findCurrentSnapshot: (dataset) => currentSnapshot(database, dataset),
    findSnapshot: (dataset, id) => findSnapshot(database, dataset, id),
    getSnapshot: (dataset, id) => getSnapshot(database, dataset, id),
    listSnapshots: (dataset, page) => listSnapshots(database, dataset, page),
    currentSummaries: (datasets) => currentSummaries(database, datasets),
    filesOf: (snapshot) => snapshot.files.map((file) => join(snapshotsFolder, file.path)),
    place: (dataset, id, folder) => placeSnapshot(snapshotsFolder, dataset, id, folder),
    publishSnapshot,
  };
}
