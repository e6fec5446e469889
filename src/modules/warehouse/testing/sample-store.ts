import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { quoteText } from '#platform/duckdb/quote.ts';
import type { DatasetColumn, DatasetSchema } from '../dataset-schema.ts';
import { placedFiles } from '../snapshots/placed-files.ts';
import { prepareSnapshot } from '../snapshots/prepare-snapshot.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';

/** A data folder of a test's own with snapshots in it, and a DuckDB that may see all of it. */
export interface SampleStore {
  readonly folder: string;
  readonly snapshotsFolder: string;
  readonly connection: DuckDBConnection;
  /** The rows of a query, as a snapshot that no database knows. */
  publish(id: string, schema: DatasetSchema, query: string, rowsPerPart?: number): Promise<Snapshot>;
  close(): Promise<void>;
}

export async function createSampleStore(): Promise<SampleStore> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-warehouse-'));
  const work = join(folder, 'work');
  await mkdir(work);
  const duckdb = await openDuckdb({
    threads: 2,
    memoryLimit: '256MB',
    temporaryDirectory: work,
    allowedDirectories: [folder],
  });
  const connection = await duckdb.connect();
  const snapshotsFolder = join(folder, 'snapshots');
  return {
    folder,
    snapshotsFolder,
    connection,
    publish: async (id, schema, query, rowsPerPart = 1_000_000) => {
      const accepted = join(work, `${id}.parquet`);
      await connection.run(`copy (${query}) to ${quoteText(accepted)} (format parquet)`);
      const outputFolder = join(snapshotsFolder, 'sample', id);
      const options = { connection, accepted: [accepted], current: null, schema, outputFolder, rowsPerPart };
      const prepared = await prepareSnapshot({ ...options, mode: 'replace' });
      return {
        ...prepared,
        id,
        dataset: 'sample',
        createdAt: new Date(0),
        stateAt: new Date(0),
        contractVersion: '1.0.0',
        previous: null,
        note: null,
        restores: null,
        loads: [],
        current: true,
        files: placedFiles(prepared.files, `sample/${id}`),
      };
    },
    close: async () => {
      connection.closeSync();
      duckdb.close();
      await rm(folder, { recursive: true });
    },
  };
}

export function sampleColumn(name: string, type: DatasetColumn['type'] = 'VARCHAR', vi = name): DatasetColumn {
  return { name, type, label: { vi, en: name } };
}
