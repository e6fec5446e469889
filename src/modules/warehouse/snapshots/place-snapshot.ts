import { dirname, join } from 'node:path';
import { makeFolder, renameDurably } from '#platform/files/index.ts';

/**
 * Moves a prepared folder to where the snapshot's files will be looked for. Nobody reads it there before it is published;
 * a placed folder that never is gets collected. Both must lie on one file system.
 */
export async function placeSnapshot(
  snapshotsFolder: string,
  dataset: string,
  id: string,
  preparedFolder: string,
): Promise<void> {
  const place = join(snapshotsFolder, dataset, id);
  await makeFolder(dirname(place));
  await renameDurably(preparedFolder, place);
}
