import { existsSync } from 'node:fs';
import type { Config } from '#app/config.ts';
import { openDatabase, openDatabaseBeside, type OpenedDatabase } from '#app/open-database.ts';
import { claimDataFolder, dataFolderAt } from '#platform/files/index.ts';
import { silentLog } from '#platform/log/log.ts';
import { VerbFailure } from './verb.ts';

/**
 * The control database for a verb that works beside a running server; where none runs, the verb is the data folder's
 * owner until `undo` is disposed of, after it closed the database.
 */
export async function openDataFolderDatabase(config: Config, undo: AsyncDisposableStack): Promise<OpenedDatabase> {
  const { databaseUrl } = config;
  const folder = dataFolderAt(config.dataFolder);
  if (databaseUrl !== undefined) return openDatabase({ databaseUrl, folder, log: silentLog });
  // Making one here would take the first start, and with it the demonstration, from the server.
  if (!existsSync(folder.postgres)) {
    throw new VerbFailure(4, {
      code: 'data-folder-unused',
      title: 'No server has ever started on this data folder',
      detail: `${folder.path} holds no database. Name the right folder with --data, or start the server first.`,
    });
  }
  const running = await openDatabaseBeside({ databaseUrl, folder, log: silentLog });
  if (running !== undefined) return running;
  const claimed = await claimDataFolder(config.dataFolder);
  undo.defer(() => claimed.release());
  return openDatabase({ databaseUrl, folder: claimed, log: silentLog });
}
