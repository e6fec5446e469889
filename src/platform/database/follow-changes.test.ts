import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../log/log.ts';
import { createChanges } from './changes.ts';
import { connectDatabase } from './connect.ts';
import { followChanges } from './follow-changes.ts';

/** Another process, as it were. */
let other: TestDatabase;

beforeAll(async () => {
  other = await createTestDatabase({ migrations: [] });
  await sql`create table things (id text primary key, name text)`.execute(other.database);
  await sql`
    create trigger announced after insert or update or delete on things
    for each row execute function platform.announce('thing', 'id')`.execute(other.database);
});
afterAll(() => other.close());

const elapsed = () => performance.now();

async function following() {
  const changes = createChanges(elapsed);
  const heard: (string | undefined)[] = [];
  changes.onChange('thing', (key) => heard.push(key));
  const { connectionString } = other;
  const { close } = await followChanges({ connectionString, changes, log: silentLog, elapsed });
  return { changes, heard, [Symbol.asyncDispose]: close };
}

const listeners = () =>
  sql<{ pid: number }>`
  select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query in ('select 1', 'listen daklake_changes')
`.execute(other.database);

test('what another process changes is heard, each key once a transaction, and nothing that is rolled back', async () => {
  await using followed = await following();
  expect(followed.changes.isLive()).toBe(true);
  await other.database.transaction().execute(async (transaction) => {
    await sql`insert into things values ('a', 'x'), ('b', 'y')`.execute(transaction);
    await sql`update things set name = 'z' where id = 'a'`.execute(transaction);
    await sql`update things set id = 'c' where id = 'b'`.execute(transaction);
  });
  const undone = other.database.transaction().execute(async (transaction) => {
    await sql`delete from things`.execute(transaction);
    throw new Error('no');
  });
  await expect(undone).rejects.toThrow('no');
  await sql`delete from things where id = 'c'`.execute(other.database);
  await expect.poll(() => followed.heard).toEqual(['a', 'b', 'c', 'c']);
});

test('what is changed through our own pool is heard before whoever changed it goes on', async () => {
  const changes = createChanges(elapsed);
  const heard: (string | undefined)[] = [];
  changes.onChange('thing', (key) => heard.push(key));
  const { connectionString } = other;
  const { database, close } = connectDatabase({ connectionString, log: silentLog, changes });
  const expected: string[] = [];
  for (let n = 0; n < 50; n += 1) {
    await sql`insert into things values (${`own ${n}`}, '')`.execute(database);
    expected.push(`own ${n}`);
    expect(heard).toEqual(expected);
  }
  await database
    .transaction()
    .execute((transaction) => sql`update things set name = 'x' where id = 'own 1'`.execute(transaction));
  expect(heard.at(-1)).toBe('own 1');
  await close();
});

test('a connection that breaks forgets everything, and is taken up again', async () => {
  await using followed = await following();
  const [listener] = (await listeners()).rows;
  await sql`select pg_terminate_backend(${listener?.pid})`.execute(other.database);
  await expect.poll(() => followed.changes.isLive()).toBe(false);
  expect(followed.heard).toEqual([undefined]);
  // Nobody hears of this one; nothing is remembered that it could make wrong.
  await sql`insert into things values ('meanwhile', '')`.execute(other.database);
  await expect.poll(() => followed.changes.isLive()).toBe(true);
  await sql`insert into things values ('later', '')`.execute(other.database);
  await expect.poll(() => followed.heard.at(-1)).toBe('later');
});

test('without a database it is not live, and ends when it is told to', async () => {
  const changes = createChanges(elapsed);
  const connectionString = 'postgres://nobody@127.0.0.1:1/none';
  const { close } = await followChanges({ connectionString, changes, log: silentLog, elapsed });
  expect(changes.isLive()).toBe(false);
  await close();
});
