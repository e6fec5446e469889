import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from './durable-files.ts';

/** Leaves word in the data folder of the public address under which its server was last started. */
export async function keepServerOrigin(dataFolder: string, origin: string): Promise<void> {
  await writeFileDurably(fileOf(dataFolder), origin);
}

/** Undefined where no server has ever listened on this data folder. */
export async function findServerOrigin(dataFolder: string): Promise<string | undefined> {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch(() => '');
  return URL.canParse(text) ? new URL(text).origin : undefined;
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'origin');
