import { copyFile, rename, rm } from 'node:fs/promises';

/** Gives a finished file its place; whoever looks there sees the old one or the new one whole. */
export async function moveIntoPlace(file: string, place: string): Promise<void> {
  try {
    await rename(file, place);
    return;
  } catch (error) {
    if (!isOnAnotherDisk(error)) throw error;
  }
  // Only a copy can be renamed there.
  const beside = `${place}.part`;
  try {
    await copyFile(file, beside);
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function isOnAnotherDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EXDEV';
}
