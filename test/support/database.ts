import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { connectDatabase } from '../../src/platform/database/connect.ts';
import type { Database, Migration } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { silentLog } from '../../src/platform/log/log.ts';
import { administer, withDatabase } from './database-templates.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly connectionString: string;
  /** Drops the database. Call it in `afterAll`. */
  close(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Only these, on top of the platform's own; otherwise every room's migrations are there. */
  readonly migrations?: readonly Migration[];
  readonly maxConnections?: number;
}

/** A database of the test file's own on a real PostgreSQL, cloned in some 50 ms. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const bare = options.migrations !== undefined;
  if (!bare && server.failure !== undefined) {
    throw new Error(`The rooms' migrations did not run: ${server.failure}`);
  }
  const name = `test_${randomBytes(6).toString('hex')}`;
  const from = bare ? server.bareTemplate : server.template;
  await administer(server.connectionString, async (client) => {
    await client.query(`create database ${name} template ${from}`);
  });
  const connectionString = withDatabase(server.connectionString, name);
  const { database, close } = connectDatabase({
    connectionString,
    log: silentLog,
    maxConnections: options.maxConnections ?? 5,
  });
  if (bare) await migrate(database, options.migrations);
  return {
    database,
    connectionString,
    close: async () => {
      await close();
      await administer(server.connectionString, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      });
    },
  };
}
