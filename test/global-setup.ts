import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { silentLog } from '../src/platform/log/log.ts';
import { prepareTemplates, type TestServer } from './support/database-templates.ts';
import { removeFolder } from './support/remove-folder.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

/**
 * One PostgreSQL for the whole run: the embedded one with everything off that makes data durable, or the server that
 * DAKLAKE_TEST_DATABASE_URL names. Every test file clones its own database from the templates made here.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DAKLAKE_TEST_DATABASE_URL'];
  const server =
    given === undefined ? await startThrowaway() : { connectionString: given, stop: async () => undefined };
  const templates = await prepareTemplates(server.connectionString);
  project.provide('testServer', templates.server);
  return async () => {
    await templates.drop();
    await server.stop();
  };
}

async function startThrowaway(): Promise<{ connectionString: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'daklake-test-'));
  const server = await startEmbeddedPostgres({
    cluster: join(folder, 'postgres'),
    log: silentLog,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  return {
    connectionString: server.connectionString,
    stop: async () => {
      await server.stop();
      await removeFolder(folder);
    },
  };
}
