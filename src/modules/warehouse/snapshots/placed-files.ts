import type { SnapshotFile } from './snapshot.ts';

/**
 * Prepared files as they are kept on record: those that were written lie in the snapshot's own folder, e.g. `dossiers/ID`,
 * those of earlier snapshots where they are.
 */
export function placedFiles(files: readonly SnapshotFile[], folder: string): readonly SnapshotFile[] {
  return files.map((file) => (file.path.includes('/') ? file : { ...file, path: `${folder}/${file.path}` }));
}
