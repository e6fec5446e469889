import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDuckdb } from '../worker/with-duckdb.ts';
import { failLoad } from './errors.ts';
import { loadFolders } from './load-folders.ts';
import type { LoadRow } from './load-row.ts';

export interface OutcomeFilesDeps {
  readonly dataFolder: string;
  /** Every reading has an engine and memory of its own: only so many run at a time. */
  readonly readInTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

type OutcomeOwner = Pick<LoadRow, 'id' | 'repeats'> & Partial<Pick<LoadRow, 'rejects_removed_at'>>;

/** What one reading may take. */
export const readingMemory = '256MB';

/** What a load's check left. A load that only repeated another left nothing of its own. */
export function outcomeOf(dataFolder: string, { id, repeats }: OutcomeOwner): string {
  return loadFolders(dataFolder, repeats ?? id).outcome;
}

/** Throws `load-rejects-removed`. */
export function demandRejects({
  id,
  rejects_removed_at: since,
}: Pick<OutcomeOwner, 'id' | 'rejects_removed_at'>): void {
  if (since === null || since === undefined) return;
  throw failLoad(
    'load-rejects-removed',
    `The rejected rows and findings of ${id} were removed on ${since.toISOString()}, as the contract of its dataset declares.`,
  );
}

/** Reads what a load's check left, with a DuckDB for the moment; undefined where it was not checked. Throws `load-rejects-removed`. */
export async function readOutcomeFiles<T>(
  deps: OutcomeFilesDeps,
  {
    load,
    besides = [],
  }: {
    readonly load: OutcomeOwner;
    /** Further folders to read in. */
    readonly besides?: readonly string[];
  },
  work: (connection: DuckDBConnection, outcome: string) => Promise<T>,
): Promise<T | undefined> {
  demandRejects(load);
  const outcome = outcomeOf(deps.dataFolder, load);
  if (!wasChecked(outcome)) return undefined;
  return deps.readInTurn(async () => {
    const staging = await makeStaging(deps);
    try {
      const folders = [outcome, ...besides];
      return await withDuckdb({ staging, memoryLimit: readingMemory, folders }, (connection) =>
        work(connection, outcome),
      );
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  });
}

export interface WrittenFile {
  readonly folder: string;
  readonly file: string;
}

/**
 * Makes a file out of what a load's check left, in a folder that whoever asked removes; it may be worked in. Throws
 * `load-unchecked` or `load-rejects-removed`.
 */
export async function writeOutcomeFile(
  deps: OutcomeFilesDeps,
  load: OutcomeOwner,
  name: string,
  write: (made: WrittenFile & { readonly outcome: string }) => Promise<void>,
): Promise<WrittenFile> {
  demandRejects(load);
  const outcome = outcomeOf(deps.dataFolder, load);
  if (!wasChecked(outcome)) throw failLoad('load-unchecked', `The load ${load.id} was not checked.`);
  return deps.readInTurn(async () => {
    const folder = await makeStaging(deps);
    const file = join(folder, name);
    try {
      await write({ folder, file, outcome });
      return { folder, file };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  });
}

function wasChecked(outcome: string): boolean {
  return existsSync(join(outcome, 'findings.parquet'));
}

async function makeStaging({ dataFolder }: OutcomeFilesDeps): Promise<string> {
  const staging = await mkdtemp(join(dataFolder, 'staging', 'reading-'));
  await mkdir(join(staging, 'spill'));
  return staging;
}
