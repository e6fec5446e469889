import { copyFile, rename, rm } from 'node:fs/promises';

/** Gives a finished file its place; whoever looks there sees the old one or the new one whole. */
export async function moveIntoPlace(file: string, place: string): Promise<void> {
  // The place may be on another disk than the temporary folder, where only a copy can be renamed.
  const beside = `${place}.part`;
  try {
    await copyFile(file, beside);
    await rename(beside, place);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
