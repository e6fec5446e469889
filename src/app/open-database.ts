import type { ChangesHub } from '#platform/database/changes.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { Database } from '#platform/database/database.ts';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { demandSchema, migrate } from '#platform/database/migrate.ts';
import { findRunningPostgres } from '#platform/database/running-postgres.ts';
import { refuseNewerFolder, stampFolder, type DataFolder } from '#platform/files/index.ts';
import type { Log } from '#platform/log/log.ts';
import { migrations } from './migrations.ts';

export interface OpenedDatabase {
  readonly database: Database;
  readonly connectionString: string;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly databaseUrl: string | undefined;
  readonly folder: DataFolder;
  readonly log: Log;
  /** Of this program. */
  readonly version: string;
  /** Called when the embedded server ends without having been asked to. */
  readonly onLost?: () => void;
  /** Hears of what is changed through this database. */
  readonly changes?: ChangesHub;
}

/**
 * The control database with its schema brought forward, for the process that owns the data folder. A folder or a database
 * of a newer version is refused before anything in it is changed.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const { databaseUrl, folder, log, version, onLost, changes } = options;
  await refuseNewerFolder(folder.path, version);
  const server =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ cluster: folder.postgres, log, ...(onLost === undefined ? {} : { onLost }) })
      : { connectionString: databaseUrl, stop: async () => undefined };
  const { database, close } = connectDatabase({
    connectionString: server.connectionString,
    log,
    ...(changes && { changes }),
  });
  const closeBoth = async (): Promise<void> => {
    await close();
    await server.stop();
  };
  try {
    await migrate(database, migrations);
    await stampFolder(folder.path, version);
  } catch (error) {
    await closeBoth();
    throw error;
  }
  return { database, connectionString: server.connectionString, close: closeBoth };
}

/**
 * The database of a server that runs on this data folder now, for verbs that work beside it; undefined where none runs.
 * Its schema is left as it is, and must be the one that this program knows.
 */
export async function openDatabaseBeside(
  options: Pick<OpenDatabaseOptions, 'databaseUrl' | 'folder' | 'log'>,
): Promise<OpenedDatabase | undefined> {
  const connectionString = options.databaseUrl ?? (await findRunningPostgres(options.folder.postgres));
  if (connectionString === undefined) return undefined;
  const { database, close } = connectDatabase({ connectionString, log: options.log, maxConnections: 2 });
  try {
    await demandSchema(database, migrations);
  } catch (error) {
    await close();
    throw error;
  }
  return { connectionString, database, close };
}
