import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder `<dataset>/<snapshot>` on disk, whether anything names it or not. */
export interface SnapshotFolder {
  readonly dataset: string;
  readonly snapshot: string;
  readonly path: string;
  /** When a file was last added. */
  readonly changedAt: Date;
  readonly files: readonly string[];
}

const noteEnd = '.unpublished';

/** Lies beside a snapshot's folder while that is being prepared and published. */
export const unpublishedNote = (folder: string): string => `${folder}${noteEnd}`;

/** The snapshots that were on their way, by their notes: after a start, those that a killed process left. */
export async function listUnpublished(
  snapshotsFolder: string,
): Promise<readonly Pick<SnapshotFolder, 'dataset' | 'snapshot'>[]> {
  const found: Pick<SnapshotFolder, 'dataset' | 'snapshot'>[] = [];
  for (const dataset of await namesIn(snapshotsFolder)) {
    for (const name of await namesIn(join(snapshotsFolder, dataset))) {
      if (name.endsWith(noteEnd)) found.push({ dataset, snapshot: name.slice(0, -noteEnd.length) });
    }
  }
  return found;
}

/** Whatever lies two levels under the folder of snapshots but notes; one that vanishes meanwhile is left out. */
export async function listSnapshotFolders(snapshotsFolder: string): Promise<readonly SnapshotFolder[]> {
  const found: SnapshotFolder[] = [];
  for (const dataset of await namesIn(snapshotsFolder)) {
    for (const snapshot of await namesIn(join(snapshotsFolder, dataset))) {
      if (snapshot.endsWith(noteEnd)) continue;
      const path = join(snapshotsFolder, dataset, snapshot);
      const status = await stat(path).catch(() => undefined);
      if (status === undefined) continue;
      const files = status.isDirectory() ? await namesIn(path) : [];
      found.push({ dataset, snapshot, path, changedAt: status.mtime, files });
    }
  }
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
