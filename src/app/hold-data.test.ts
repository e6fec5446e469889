import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { claimDatabase } from '#platform/database/claim-database.ts';
import { silentLog } from '#platform/log/log.ts';
import { createTestDatabase } from '../../test/support/database.ts';
import { holdData } from './hold-data.ts';

test('the schema of a database that another server holds does not move; once it lets go, it does', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'daklake-held-'));
  const store = await createTestDatabase({ migrations: [] });
  const onLost = () => undefined;
  const other = await claimDatabase({ connectionString: store.connectionString, log: silentLog, onLost });
  const hold = () =>
    holdData({
      dataFolder,
      databaseUrl: store.connectionString,
      log: silentLog,
      version: '1.0.0',
      onLost,
      patience: 0,
    });
  const hasLoads = async () => {
    const { rows } = await sql<{ made: boolean }>`select to_regclass('intake.loads') is not null as made`.execute(
      store.database,
    );
    return rows[0]?.made;
  };
  await expect(hold()).rejects.toMatchObject({ code: 'database-taken' });
  expect(await hasLoads()).toBe(false);
  await other.release();
  const held = await hold();
  expect(await hasLoads()).toBe(true);
  await held.close();
  await store.close();
  await rm(dataFolder, { recursive: true });
});
