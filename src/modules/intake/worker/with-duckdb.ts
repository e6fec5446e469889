import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { openDuckdb, threadsFor } from '#platform/duckdb/duckdb.ts';

/** Runs `work` on a DuckDB of its own that sees the load's staging folder and the folders that are named, nothing else. */
export async function withDuckdb<T>(
  scope: {
    readonly staging: string;
    readonly memoryLimit: string;
    readonly folders: readonly string[];
    /** Of the widest table that is worked on; undefined: it is not wide. */
    readonly columns?: number;
    /** Undefined: as many as the columns let. */
    readonly threads?: number | undefined;
  },
  /** `connect`: another connection to the same, to be closed by whoever asks for it. */
  work: (connection: DuckDBConnection, connect: () => Promise<DuckDBConnection>) => Promise<T>,
): Promise<T> {
  const temporaryDirectory = join(scope.staging, 'spill');
  await mkdir(temporaryDirectory, { recursive: true });
  const duckdb = await openDuckdb({
    threads: scope.threads ?? threadsFor(scope.columns ?? 1, 2),
    memoryLimit: scope.memoryLimit,
    temporaryDirectory,
    allowedDirectories: [scope.staging, ...new Set(scope.folders)],
  });
  const connection = await duckdb.connect();
  try {
    return await work(connection, () => duckdb.connect());
  } finally {
    connection.closeSync();
    duckdb.close();
  }
}
