import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DomainError } from '#platform/errors/domain-error.ts';
import { openDuckdb } from '#platform/duckdb/duckdb.ts';
import { makeFolder } from '#platform/files/index.ts';
import { fail } from '../errors.ts';
import { sumTooLarge } from '../query/sum-sql.ts';
import { createAnswerCache, type TextRows } from './answer-cache.ts';
import { isUnreadable, snapshotUnreadable } from './is-unreadable.ts';
import { limitQuestions } from './limit-questions.ts';

export interface EngineOptions {
  /** Absolute. Queries see its `snapshots`, and nothing else. */
  readonly dataFolder: string;
  readonly threads?: number;
  readonly memoryLimit?: string;
  /** Queries at a time: each holds a thread of Node's pool while it runs. */
  readonly concurrency?: number;
  readonly queue?: number;
  readonly timeoutMilliseconds?: number;
  readonly cacheBytes?: number;
}

/** DuckDB inside the server's process, for queries whose answers are bounded. */
export interface Engine {
  /**
   * The answer's rows, every column a text. From memory where it was given before. Throws `engine-busy`,
   * `query-too-long` (the query is stopped) or `query-too-large`.
   */
  read(sql: string): Promise<TextRows>;
  close(): void;
}

/** Characters of one answer: less than what would fill the server's memory, more than ten thousand usual rows. */
const largestAnswer = 64 << 20;

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const snapshots = join(options.dataFolder, 'snapshots');
  const spill = join(options.dataFolder, 'cache', 'spill');
  await makeFolder(snapshots);
  await makeFolder(spill);
  const duckdb = await openDuckdb({
    threads: options.threads ?? 2,
    memoryLimit: options.memoryLimit ?? '384MB',
    temporaryDirectory: spill,
    allowedDirectories: [snapshots, spill],
  });
  const limited = limitQuestions(options.concurrency ?? 3, options.queue ?? 100);
  const cache = createAnswerCache<TextRows>(options.cacheBytes ?? 32 << 20);
  const timeout = options.timeoutMilliseconds ?? 30_000;
  const idle: DuckDBConnection[] = [];
  const ask = async (sql: string): Promise<TextRows> => {
    const connection = idle.pop() ?? (await duckdb.connect());
    try {
      return await readWithin(connection, sql, timeout);
    } finally {
      idle.push(connection);
    }
  };
  return {
    read: (sql) => cache.find(sql, () => limited(() => ask(sql)), bytesOf),
    close: () => {
      for (const connection of idle.splice(0)) connection.closeSync();
      duckdb.close();
    },
  };
}

async function readWithin(connection: DuckDBConnection, sql: string, timeout: number): Promise<TextRows> {
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
  }, timeout);
  try {
    return await readBounded(connection, sql);
  } catch (cause) {
    if (cause instanceof DomainError) throw cause;
    if (late) throw fail('query-too-long', `The query was stopped after ${timeout / 1000} s`, { cause });
    if (cause instanceof Error && cause.message.startsWith('Out of Memory')) {
      throw fail('query-too-large', 'Ask for fewer rows or fields at a time', { cause });
    }
    if (
      cause instanceof Error &&
      (cause.message.includes(sumTooLarge) || cause.message.startsWith('Out of Range Error: Overflow'))
    ) {
      throw fail('sum-too-large', 'Sum fewer rows, or ask for the average', { cause });
    }
    throw isUnreadable(cause) ? snapshotUnreadable(cause) : cause;
  } finally {
    clearTimeout(timer);
  }
}

/** Cell by cell, since one chunk of long texts would already be too much. */
async function readBounded(connection: DuckDBConnection, sql: string): Promise<TextRows> {
  const rows: (string | null)[][] = [];
  let length = 0;
  for await (const chunk of await connection.stream(sql)) {
    const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
    for (let row = 0; row < chunk.rowCount; row += 1) {
      // Compiled queries give texts only.
      const cells = vectors.map((vector) => vector.getItem(row) as string | null);
      length += cells.reduce((sum, text) => sum + (text?.length ?? 0), 0);
      if (length > largestAnswer) throw fail('query-too-large', 'Ask for fewer rows or fields at a time');
      rows.push(cells);
    }
  }
  return rows;
}

function bytesOf(rows: TextRows): number {
  let length = 0;
  for (const row of rows) for (const text of row) length += (text?.length ?? 0) + 16;
  return 2 * length;
}
