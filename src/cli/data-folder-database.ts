import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Config } from '#app/config.ts';
import { openDatabase, openDatabaseBeside, type OpenedDatabase } from '#app/open-database.ts';
import { readVersion } from '#app/version.ts';
import { DomainError } from '#platform/errors/domain-error.ts';
import { claimDataFolder, dataFolderAt, type DataFolder } from '#platform/files/index.ts';
import { silentLog } from '#platform/log/log.ts';
import { VerbFailure } from './verb.ts';

/**
 * The control database for a verb that works beside a running server; where none runs, the verb is the data folder's
 * owner until `undo` is disposed of, after it closed the database.
 */
export async function openDataFolderDatabase(config: Config, undo: AsyncDisposableStack): Promise<OpenedDatabase> {
  const { databaseUrl } = config;
  const folder = dataFolderAt(config.dataFolder);
  const foreign = await isForeign(folder);
  const claimed = foreign ? undefined : await claimUnlessServed(folder, databaseUrl, undo);
  if (claimed !== undefined) {
    return openDatabase({ databaseUrl, folder: claimed, version: await readVersion(), log: silentLog });
  }
  const running = await openDatabaseBeside({ databaseUrl, folder, log: silentLog });
  if (running !== undefined) return running;
  if (foreign) {
    throw new VerbFailure(4, {
      code: 'data-folder-foreign',
      title: 'The data folder belongs to another user',
      detail: `Call this as the user to whom ${folder.path} belongs (sudo -u USER …), or while the server runs.`,
    });
  }
  throw new VerbFailure(4, {
    code: 'server-between',
    title: 'The server on this data folder is just starting or ending',
    detail: 'Try again in a moment.',
  });
}

/** What root wrote into it, and the database that root ran, would be closed to its owner from then on. */
async function isForeign(folder: DataFolder): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const found = await stat(folder.path).catch(() => undefined);
  return found !== undefined && found.uid !== 0;
}

/** Undefined where a server has the folder, or where there is none to own beside the database that was named. */
async function claimUnlessServed(
  folder: DataFolder,
  databaseUrl: string | undefined,
  undo: AsyncDisposableStack,
): Promise<DataFolder | undefined> {
  if (databaseUrl !== undefined && !existsSync(folder.path)) return undefined;
  // Making one here would take the first start, and with it the demonstration, from the server.
  if (databaseUrl === undefined && !existsSync(folder.postgres)) {
    throw new VerbFailure(4, {
      code: 'data-folder-unused',
      title: 'No server has ever started on this data folder',
      detail: `${folder.path} holds no database. Name the right folder with --data, or start the server first.`,
    });
  }
  try {
    const claimed = await claimDataFolder(folder.path);
    undo.defer(() => claimed.release());
    return claimed;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'data-folder-taken') return undefined;
    throw error;
  }
}
