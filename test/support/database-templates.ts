import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { connectDatabase } from '../../src/platform/database/connect.ts';
import type { Migration } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { silentLog } from '../../src/platform/log/log.ts';

/** What a test file needs to know of the server; plain data, since it travels to another process. */
export interface TestServer {
  readonly connectionString: string;
  /** Holds the platform's own migrations only. */
  readonly bareTemplate: string;
  /** Holds every room's migrations. */
  readonly template: string;
  /** Why the rooms' template could not be made; only those who clone it fail. */
  readonly failure: string | undefined;
}

export async function prepareTemplates(connectionString: string) {
  const run = randomBytes(4).toString('hex');
  const bareTemplate = `template_${run}_bare`;
  const template = `template_${run}`;
  await administer(connectionString, async (client) => {
    await client.query(`create database ${bareTemplate}`);
    await migrateDatabase(withDatabase(connectionString, bareTemplate), []);
    await client.query(`create database ${template} template ${bareTemplate}`);
  });
  let failure: string | undefined;
  try {
    const { migrations } = await import('../../src/app/migrations.ts');
    await migrateDatabase(withDatabase(connectionString, template), migrations);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) + String(error.cause ?? '') : String(error);
  }
  const server: TestServer = { connectionString, bareTemplate, template, failure };
  const drop = () =>
    administer(connectionString, async (client) => {
      for (const name of [template, bareTemplate]) await client.query(`drop database if exists ${name} with (force)`);
    });
  return { server, drop };
}

/** The same server, another database. */
export function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements that must not be inside a transaction, on a connection of its own. */
export async function administer(connectionString: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function migrateDatabase(connectionString: string, migrations: readonly Migration[]): Promise<void> {
  const { database, close } = connectDatabase({ connectionString, log: silentLog, maxConnections: 1 });
  try {
    await migrate(database, migrations);
  } finally {
    await close();
  }
}
