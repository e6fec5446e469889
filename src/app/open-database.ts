import { connectDatabase } from '#platform/database/connect.ts';
import type { Database } from '#platform/database/database.ts';
import { startEmbeddedPostgres } from '#platform/database/embedded-postgres.ts';
import { migrate } from '#platform/database/migrate.ts';
import { findRunningPostgres } from '#platform/database/running-postgres.ts';
import type { DataFolder } from '#platform/files/index.ts';
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
  /** Called when the embedded server ends without having been asked to. */
  readonly onLost?: () => void;
}

/** The control database with its schema brought forward, for the process that owns the data folder. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const { databaseUrl, folder, log, onLost } = options;
  const server =
    databaseUrl === undefined
      ? await startEmbeddedPostgres({ cluster: folder.postgres, log, ...(onLost === undefined ? {} : { onLost }) })
      : { connectionString: databaseUrl, stop: async () => undefined };
  const { database, close } = connectDatabase({ connectionString: server.connectionString, log });
  const closeBoth = async (): Promise<void> => {
    await close();
    await server.stop();
  };
  try {
    await migrate(database, migrations);
  } catch (error) {
    await closeBoth();
    throw error;
  }
  return { database, connectionString: server.connectionString, close: closeBoth };
}

/**
 * The database of a server that runs on this data folder now, for verbs that work beside it; undefined where none runs.
 * Its schema is left as it is.
 */
export async function openDatabaseBeside(
  options: Omit<OpenDatabaseOptions, 'onLost'>,
): Promise<OpenedDatabase | undefined> {
  const connectionString = options.databaseUrl ?? (await findRunningPostgres(options.folder.postgres));
  if (connectionString === undefined) return undefined;
  return { connectionString, ...connectDatabase({ connectionString, log: options.log, maxConnections: 2 }) };
}
