import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { changesChannel, type ChangesHub } from './changes.ts';
import type { Database } from './database.ts';
import { sayAway } from './is-database-away.ts';

export interface DatabaseConnection {
  readonly database: Database;
  /** Waits for the queries under way, then lets go of every connection. */
  close(): Promise<void>;
}

export interface ConnectOptions {
  readonly connectionString: string;
  readonly log: Log;
  /** Connections that are held at most; those who need one more wait. */
  readonly maxConnections?: number;
  /**
   * Hears of every change that is made through the pool before whoever made it hears that it is made: PostgreSQL tells a
   * connection what its own transaction changed ahead of saying that it is ready again.
   */
  readonly changes?: ChangesHub;
}

const int8 = 20;
const date = 1082;

/**
 * A pool on the control database. What comes back: int8 as a number (an error beyond 2^53), date as `YYYY-MM-DD` text,
 * timestamptz as Date, numeric as text. What goes in: a JavaScript array for a jsonb column must be JSON text already,
 * or the driver sends it as an array of Postgres.
 */
export function connectDatabase(options: ConnectOptions): DatabaseConnection {
  const { changes } = options;
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, readSafeInteger);
  types.setTypeParser(date, (value) => value);
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    types,
    max: options.maxConnections ?? 10,
    // Also the longest wait for a connection that others have.
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, whatever its types say
    ...(changes && { onConnect: (client: pg.ClientBase): Promise<void> => listen(client, changes) }),
  });
  // A connection that breaks is replaced by the pool; without a listener it would end the process, also while somebody has
  // it between two statements, when the pool itself does not listen.
  pool.on('error', (error) => options.log.warn({ error }, 'database connection lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));
  const database = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: sayingAway(pool) }) });
  return { database, close: () => database.destroy() };
}

/** Whatever the pool and its connections fail with because the database is away is thrown as `database-unavailable`. */
function sayingAway(pool: pg.Pool): PostgresPool {
  const fail = (error: unknown): never => {
    throw sayAway(error);
  };
  const known = new WeakSet<pg.PoolClient>();
  return {
    options: pool.options,
    Client: pg.Client,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect().catch(fail);
      if (!known.has(client)) {
        known.add(client);
        const query = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>;
        // Kysely asks by text and values alone, and waits for the promise.
        client.query = ((...given: unknown[]) => query(...given).catch(fail)) as typeof client.query;
      }
      return client;
    },
  };
}

async function listen(client: pg.ClientBase, changes: ChangesHub): Promise<void> {
  client.on('notification', ({ payload }) => changes.heard(payload ?? ''));
  await client.query(`listen ${changesChannel}`);
}

function readSafeInteger(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} does not fit a JavaScript number`);
  return number;
}
