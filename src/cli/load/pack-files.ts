import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createStoreArchive } from '#platform/files/store-archive.ts';
import { UsageError } from '../verb.ts';

interface PackedFile {
  readonly path: string;
  /** Its path in the archive. */
  readonly name: string;
}

/** The files that were named, and all that lie in the folders that were: hidden ones and those of a system apart. */
export async function listFiles(given: readonly string[]): Promise<readonly PackedFile[]> {
  const lists = await Promise.all(
    given.map(async (path): Promise<readonly PackedFile[]> => {
      if (!(await stat(path)).isDirectory()) return [{ path, name: basename(path) }];
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && entry.name !== 'Thumbs.db')
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted()
        .map((file) => ({ path: file, name: relative(dirname(path), file) }));
    }),
  );
  const files = lists.flat();
  if (files.length === 0) throw new UsageError(`there is no file in ${given.join(', ')}`);
  return files;
}

/** Puts them together in one archive at `target`. */
export async function packFiles(files: readonly PackedFile[], target: string): Promise<void> {
  const archive = createStoreArchive();
  const add = async (): Promise<void> => {
    for (const { path, name } of files) await archive.add(name, createReadStream(path));
    archive.end();
  };
  await Promise.all([pipeline(archive.content, createWriteStream(target, { flags: 'wx' })), add()]);
}
