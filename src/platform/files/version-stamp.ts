import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from './durable-files.ts';
import { failFile } from './errors.ts';

/**
 * Refuses (`data-folder-newer`) a folder that a later version has worked on: it may keep things there that this one would
 * misread. Versions that differ in their last number alone share one layout. A folder without a stamp is older than stamps.
 */
export async function refuseNewerFolder(dataFolder: string, version: string): Promise<void> {
  const stamp = await readStamp(dataFolder);
  if (stamp === undefined) return;
  const theirs = readVersion(stamp);
  const ours = readVersion(version);
  if (theirs !== undefined && ours !== undefined && !isLater(theirs, ours)) return;
  throw failFile(
    'data-folder-newer',
    `${dataFolder} was last used by version ${stamp}, and this is ${version}. Start that version or a later one, ` +
      'or restore a backup that was made before the change.',
  );
}

/** Leaves word of the version that has brought the folder forward. Call it once that is done. */
export async function stampFolder(dataFolder: string, version: string): Promise<void> {
  if ((await readStamp(dataFolder)) !== version) await writeFileDurably(fileOf(dataFolder), `${version}\n`);
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'version');

async function readStamp(dataFolder: string): Promise<string | undefined> {
  try {
    return (await readFile(fileOf(dataFolder), 'utf8')).slice(0, 100).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

interface Version {
  readonly major: number;
  readonly minor: number;
}

/** Undefined for a stamp of another form, which is none of ours so far. */
function readVersion(text: string): Version | undefined {
  const numbers = /^(\d+)\.(\d+)\.\d+(-[\w.]+)?$/.exec(text);
  return numbers ? { major: Number(numbers[1]), minor: Number(numbers[2]) } : undefined;
}

function isLater(one: Version, other: Version): boolean {
  return one.major > other.major || (one.major === other.major && one.minor > other.minor);
}
