import { join } from 'node:path';

/** Where a load's files lie in the data folder. */
export interface LoadFolders {
  /** The bytes as they were sent. */
  readonly landed: string;
  /** Working files of a run; removed when it ends. */
  readonly staging: string;
  /** What is made of the bytes while they arrive; removed with the other working files. */
  readonly ahead: string;
  /** What the check left: rejects, findings, originals, and the accepted rows until they are published. */
  readonly outcome: string;
}

export function loadFolders(dataFolder: string, load: string): LoadFolders {
  return {
    landed: join(dataFolder, 'landing', load),
    staging: join(dataFolder, 'staging', load),
    ahead: join(dataFolder, 'staging', `${load}-ahead`),
    outcome: join(dataFolder, 'rejects', load),
  };
}

export const landedFile = (folders: LoadFolders): string => join(folders.landed, 'source');

/** The rows that a check accepted, until they are published. */
export const acceptedName = 'accepted.parquet';

export const acceptedFile = (folders: LoadFolders): string => join(folders.outcome, acceptedName);
