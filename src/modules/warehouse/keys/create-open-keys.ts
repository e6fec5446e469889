import { existsSync } from 'node:fs';
import { openKeyFile, type KeyFile } from './key-file.ts';

/** Files of keys that are open, the ones used longest ago closed first. */
export interface OpenKeys {
  /** Undefined where there is none, which is kept in mind until `lookAgain`. Throws where the file cannot be used. */
  get(path: string): Promise<KeyFile | undefined>;
  /** Files came or went. One that went is closed: as long as it is open it takes its room on the disk. */
  lookAgain(): void;
  /** Closes the file, should it be open. */
  drop(path: string): void;
  close(): void;
}

/** `maxBytes` bounds the indexes held in memory, about; `mostFiles` the files. */
export function createOpenKeys(maxBytes: number, mostFiles: number): OpenKeys {
  const files = new Map<string, Promise<KeyFile | undefined>>();
  const sizes = new Map<string, number>();
  const absent = new Set<string>();
  let held = 0;
  const drop = (path: string) => {
    const file = files.get(path);
    files.delete(path);
    held -= sizes.get(path) ?? 0;
    sizes.delete(path);
    // A read that is under way ends first; one that comes too late fails, and the engine answers.
    file?.then((each) => each?.close()).catch(() => undefined);
  };
  const open = async (path: string) => {
    const file = await openKeyFile(path);
    if (file === undefined) absent.add(path);
    // Dropped while it was being opened, it is closed by that.
    if (file === undefined || !files.has(path)) return file;
    held += file.bytes;
    sizes.set(path, file.bytes);
    for (const oldest of files.keys()) {
      if ((held <= maxBytes && files.size <= mostFiles) || oldest === path) break;
      drop(oldest);
    }
    return file;
  };
  return {
    get: (path) => {
      const file = files.get(path) ?? open(path);
      files.delete(path);
      files.set(path, file);
      return file;
    },
    lookAgain: () => {
      for (const path of absent) files.delete(path);
      absent.clear();
      for (const path of files.keys()) if (!existsSync(path)) drop(path);
    },
    drop,
    close: () => {
      for (const path of files.keys()) drop(path);
    },
  };
}
