import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '#platform/database/database.ts';
import { failDatabase } from '#platform/database/errors.ts';
import { writeFileDurably } from '#platform/files/index.ts';

/**
 * A data folder and its database bear one name from the first start on. With another database everything in the folder
 * would belong to nobody, and be removed as left behind: refused as `database-foreign`.
 */
export async function pairInstallation(database: Database, dataFolder: string): Promise<void> {
  const file = join(dataFolder, 'installation');
  const ofFolder = await readName(file);
  const ofDatabase = await findName(database);
  if (ofFolder !== undefined && ofFolder !== ofDatabase) {
    throw failDatabase(
      'database-foreign',
      `${dataFolder} belongs to another database than the one that DATABASE_URL names. Name its own, or another folder with ` +
        `DAKLAKE_DATA. If this one is right all the same, remove ${file} first: files that it does not know are then removed.`,
    );
  }
  if (ofFolder === undefined) await writeFileDurably(file, `${ofDatabase ?? (await giveName(database))}\n`);
}

async function readName(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).slice(0, 100).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function findName(database: Database): Promise<string | undefined> {
  const { rows } = await sql<{ readonly name: string }>`select name from platform.installation`.execute(database);
  return rows[0]?.name;
}

async function giveName(database: Database): Promise<string> {
  const name = randomUUID();
  await sql`insert into platform.installation (name) values (${name})`.execute(database);
  return name;
}
