import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../log/log.ts';
import { claimDatabase } from './claim-database.ts';

let store: TestDatabase;
let lost: number;

beforeEach(async () => {
  lost = 0;
  store = await createTestDatabase({ migrations: [] });
});
afterEach(() => store.close());

const claim = (patience = 0) =>
  claimDatabase({
    connectionString: store.connectionString,
    log: silentLog,
    onLost: () => (lost += 1),
    patience,
  });

/** Resolves when the connection is gone, and its lock with it. */
const cutOff = () =>
  sql`select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and granted and database = (
    select oid from pg_database where datname = current_database())`.execute(store.database);

async function locks(granted: boolean): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from pg_locks
    where locktype = 'advisory' and granted = ${granted} and database = (
      select oid from pg_database where datname = current_database())`.execute(store.database);
  return rows[0]?.n ?? 0;
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let waited = 0; !(await condition()) && waited < 5000; waited += 20) await sleep(20);
  expect(await condition()).toBe(true);
}

test('a second server of one database is refused, until the first lets go', async () => {
  const first = await claim();
  await expect(claim()).rejects.toMatchObject({ code: 'database-taken', kind: 'conflict' });
  const patient = claim(5000);
  await first.release();
  await (await patient).release();
  expect(lost).toBe(0);
});

test('a claim whose connection breaks is claimed anew, and lost where another was faster', async () => {
  const first = await claim();
  await cutOff();
  await until(async () => (await locks(true)) === 1);
  await expect(claim()).rejects.toMatchObject({ code: 'database-taken' });

  const other = new pg.Client({ connectionString: store.connectionString });
  await other.connect();
  const taken = other.query('select pg_advisory_lock($1)', [7_236_840_516]);
  await until(async () => (await locks(false)) === 1);
  await cutOff();
  await taken;
  await until(() => lost === 1);
  await other.end();
  await first.release();
});
