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

/** Where notes of snapshots that are on their way lie; no dataset is called so. */
export const unpublishedFolder = (snapshotsFolder: string): string => join(snapshotsFolder, '.unpublished');

type NamedSnapshot = Pick<SnapshotFolder, 'dataset' | 'snapshot'>;

/** Is there from before a snapshot is prepared until it is published, or given up. */
export function unpublishedNote(of: NamedSnapshot & { readonly snapshotsFolder: string }): string {
  return join(unpublishedFolder(of.snapshotsFolder), `${of.dataset}@${of.snapshot}`);
}

/** The snapshots that are, or were, on their way, by their notes. */
export async function listUnpublished(snapshotsFolder: string): Promise<readonly NamedSnapshot[]> {
  const names = await namesIn(unpublishedFolder(snapshotsFolder));
  return names.map((name) => {
    const [dataset = '', snapshot = ''] = name.split('@');
    return { dataset, snapshot };
  });
}

/** Whatever lies two levels under the folder of snapshots, but notes; one that vanishes meanwhile is left out. */
export async function listSnapshotFolders(snapshotsFolder: string): Promise<readonly SnapshotFolder[]> {
  const found: SnapshotFolder[] = [];
  for (const dataset of await namesIn(snapshotsFolder)) {
    if (join(snapshotsFolder, dataset) === unpublishedFolder(snapshotsFolder)) continue;
    for (const snapshot of await namesIn(join(snapshotsFolder, dataset))) {
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
