import type { DuckDBConnection } from '@duckdb/node-api';
import { quoteName } from '#platform/duckdb/quote.ts';
import type { CheckInput } from './check-input.ts';

/** The connections of one check. What is made by one of them, but for macros, the other sees. */
export interface CheckConnections {
  /** What is awaited of it is in order: a statement ends what another still hands over. */
  readonly connection: DuckDBConnection;
  /** Undefined: one must do. */
  readonly second: DuckDBConnection | undefined;
  readonly close: () => Promise<void>;
}

/** `schema`: of this check alone, however many run in the same engine. */
export async function openCheckConnections(
  { connection, connect }: Pick<CheckInput, 'connection' | 'connect'>,
  schema: string,
): Promise<CheckConnections> {
  let second: DuckDBConnection | undefined;
  const close = async (): Promise<void> => {
    second?.closeSync();
    // An engine that broke cannot be asked; what broke it is said elsewhere.
    await connection.run('use memory.main').catch(() => undefined);
    await connection.run(`drop schema ${quoteName(schema)} cascade`).catch(() => undefined);
  };
  try {
    await connection.run(`create schema ${quoteName(schema)}`);
    await connection.run(`use memory.${quoteName(schema)}`);
    second = await connect?.();
    await second?.run(`use memory.${quoteName(schema)}`);
    return { connection, second, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Does two things at once where there are two connections, and waits for both, whichever fails; else one after the other.
 * Neither may use what the other makes.
 */
export async function atOnce(
  { connection, second }: Pick<CheckConnections, 'connection' | 'second'>,
  one: (connection: DuckDBConnection) => Promise<unknown>,
  other: (connection: DuckDBConnection) => Promise<unknown>,
): Promise<void> {
  if (second === undefined) {
    await one(connection);
    await other(connection);
    return;
  }
  for (const settled of await Promise.allSettled([one(connection), other(second)])) {
    if (settled.status === 'rejected') throw settled.reason;
  }
}
