import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#platform/database/database.ts';
import { lockState } from './lock-state.ts';
import type { WarehouseTables } from './tables.ts';

export interface DiscardOnFailureOptions {
  readonly database: Database;
  /** Absolute. */
  readonly snapshotsFolder: string;
  readonly dataset: string;
  /** Made for this attempt: no other work prepares a folder of that name. */
  readonly snapshot: string;
  /** The folder could not be removed; the collector finds it. */
  readonly onLeft: (error: unknown) => void;
}

/**
 * Runs work that prepares and publishes one snapshot, and where it throws removes the snapshot's folder, unless the
 * snapshot was published all the same: of a commit whose answer was lost nobody knows how it ended, and its lock is waited
 * for. Throws what the work threw.
 */
export async function discardOnFailure<T>(options: DiscardOnFailureOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await discardUnnamed(options).catch(options.onLeft);
    throw error;
  }
}

async function discardUnnamed({ database, snapshotsFolder, dataset, snapshot }: DiscardOnFailureOptions) {
  await database.transaction().execute(async (transaction) => {
    await lockState(transaction, dataset);
    const named = await transaction
      .withTables<WarehouseTables>()
      .selectFrom('warehouse.snapshots')
      .select('id')
      .where('dataset', '=', dataset)
      .where('id', '=', snapshot)
      .executeTakeFirst();
    if (named !== undefined) return;
    const place = join(snapshotsFolder, dataset, snapshot);
    for (const folder of [place, `${place}.preparing`]) await rm(folder, { recursive: true, force: true });
  });
}
