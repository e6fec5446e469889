import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDuckdb } from '../worker/with-duckdb.ts';
import { loadFolders } from './load-folders.ts';
import type { LoadRow } from './load-store.ts';

/** What a load's check left. A load that only repeated another left nothing of its own. */
export function outcomeOf(dataFolder: string, { id, repeats }: Pick<LoadRow, 'id' | 'repeats'>): string {
  return loadFolders(dataFolder, repeats ?? id).outcome;
}

/** Reads what a load's check left, with a DuckDB for the moment; undefined where it was not checked. */
export async function readOutcomeFiles<T>(
  {
    dataFolder,
    load,
    besides = [],
  }: {
    readonly dataFolder: string;
    readonly load: Pick<LoadRow, 'id' | 'repeats'>;
    /** Further folders to read in. */
    readonly besides?: readonly string[];
  },
  work: (connection: DuckDBConnection, outcome: string, staging: string) => Promise<T>,
): Promise<T | undefined> {
  const outcome = outcomeOf(dataFolder, load);
  if (!existsSync(join(outcome, 'findings.parquet'))) return undefined;
  const staging = await mkdtemp(join(dataFolder, 'staging', 'reading-'));
  try {
    await mkdir(join(staging, 'spill'));
    return await withDuckdb({ staging, memoryLimit: '256MB', folders: [outcome, ...besides] }, (connection) =>
      work(connection, outcome, staging),
    );
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}
