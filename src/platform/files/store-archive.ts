import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** The same files put together again must be the same bytes. */
const mtime = new Date(Date.UTC(2000, 0, 1));

export interface StoreArchive {
  /** Put in under a path of its own; resolves once all of it has gone through. */
  add(name: string, file: Readable): Promise<void>;
  readonly files: () => number;
  end(): void;
  /** The archive while it is put together. */
  readonly content: Readable;
}

/** An archive of files as they are, put together while they come, so that many can go where one is expected. */
export function createStoreArchive(): StoreArchive {
  const archive = new ZipFile();
  const names = new Set<string>();
  // The library's own stream, whose type is older than Node's.
  const content = archive.outputStream as Readable;
  return {
    content,
    files: () => names.size,
    add: async (name, file) => {
      archive.addReadStream(file, freeName(safePath(name), names), { compress: false, mtime });
      await finished(file);
    },
    end: () => archive.end(),
  };
}

/** A path inside the archive, whatever somebody called the file. */
function safePath(name: string): string {
  const parts = name
    .normalize('NFC')
    .split(/[\\/]+/)
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[A-Za-z]:$/.test(part));
  return parts.join('/') || 'file';
}

/** `a.csv`, `a (2).csv`: files of several folders may have one name. */
function freeName(path: string, names: Set<string>): string {
  const [, stem = path, suffix = ''] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
  let name = path;
  for (let number = 2; names.has(name); number++) name = `${stem} (${number})${suffix}`;
  names.add(name);
  return name;
}
