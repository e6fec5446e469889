import { createChanges, type Changes } from '#platform/database/changes.ts';
import { claimDatabase } from '#platform/database/claim-database.ts';
import type { Database } from '#platform/database/database.ts';
import { followChanges } from '#platform/database/follow-changes.ts';
import { claimDataFolder, type DataFolder } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import { openDatabase } from './open-database.ts';
import { pairInstallation } from './pair-installation.ts';

export interface HoldDataOptions {
  readonly dataFolder: string;
  /** Undefined: the one that comes along, in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly log: Log;
  /** Of this program. */
  readonly version: string;
  /** Called when the database is lost for good, or another server has it. */
  readonly onLost: () => void;
  /** How long another server that has just ended may still seem to hold the database, in milliseconds. */
  readonly patience?: number;
}

export interface HeldData {
  readonly folder: DataFolder;
  readonly database: Database;
  /** Live while what is changed in the database is heard. */
  readonly changes: Changes;
  /** Lets go of all of it, in the opposite order. */
  close(): Promise<void>;
}

/**
 * Becomes the only server of a data folder and of its database, with its schema brought forward, or fails and changes
 * nothing of another server's.
 */
export async function holdData(options: HoldDataOptions): Promise<HeldData> {
  const { databaseUrl, log, version, onLost } = options;
  await using undo = new AsyncDisposableStack();
  const folder = await claimDataFolder(options.dataFolder);
  undo.defer(() => folder.release());
  // The embedded one belongs to the data folder; one that is named may be named to another server too, whose schema must
  // not move under it.
  if (databaseUrl !== undefined) {
    const patience = options.patience === undefined ? {} : { patience: options.patience };
    const claim = await claimDatabase({ connectionString: databaseUrl, log, onLost, ...patience });
    undo.defer(() => claim.release());
  }
  const elapsed = () => performance.now();
  const changes = createChanges(elapsed);
  const { database, connectionString, close } = await openDatabase({
    databaseUrl,
    folder,
    log,
    version,
    onLost,
    changes,
  });
  undo.defer(close);
  await pairInstallation(database, folder.path);
  const following = await followChanges({ connectionString, changes, log, elapsed });
  undo.defer(() => following.close());
  const closing = undo.move();
  return { folder, database, changes, close: () => closing.disposeAsync() };
}
