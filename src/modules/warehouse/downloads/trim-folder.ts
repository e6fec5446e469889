import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whoever was told a path within this time may not have opened it yet. */
const grace = 10 * 60_000;

/** Removes the files that were touched longest ago until the folder holds at most `maxBytes`, but none touched lately. */
export async function trimFolder(folder: string, maxBytes: number, now: Date): Promise<void> {
  const names = (await readdir(folder)).filter((name) => !/\.half(\.spill)?$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), ...(await sizeOf(folder, name)) })),
  );
  let held = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files.toSorted((a, b) => a.touched - b.touched)) {
    if (held <= maxBytes || file.touched > now.getTime() - grace) return;
    await rm(file.path, { force: true });
    held -= file.bytes;
  }
}

async function sizeOf(folder: string, name: string): Promise<{ readonly bytes: number; readonly touched: number }> {
  const { size, mtimeMs } = await stat(join(folder, name));
  return { bytes: size, touched: mtimeMs };
}
