import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { quoteText } from './quote.ts';

export interface DuckdbOptions {
  readonly threads: number;
  /** Bounds the engine's buffers, e.g. `512MB`; allow the process about twice that. */
  readonly memoryLimit: string;
  /** Where sorts and joins that outgrow memory go; must exist and lie inside an allowed directory. */
  readonly temporaryDirectory: string;
  /** The only folders that SQL may read and write. */
  readonly allowedDirectories: readonly string[];
}

export interface Duckdb {
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * How many threads work on rows of so many columns, `most` at the most: each of them holds a batch of rows with all their
 * columns, several times over.
 */
export function threadsFor(columns: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(900 / Math.max(1, columns))));
}

/**
 * Opens an in-memory DuckDB that sees nothing but `allowedDirectories`: no other file, no network, no extension, and no
 * way to unlock any of it afterwards.
 */
export async function openDuckdb(options: DuckdbOptions): Promise<Duckdb> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(options.threads),
    memory_limit: options.memoryLimit,
    temp_directory: options.temporaryDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    const folders = options.allowedDirectories.map((folder) => quoteText(`${folder.replace(/\/$/, '')}/`));
    await connection.run(`set allowed_directories = [${folders.join(', ')}]`);
    await connection.run('set enable_external_access = false');
    await connection.run('set lock_configuration = true');
  } finally {
    connection.closeSync();
  }
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
}
