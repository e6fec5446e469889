import { sql } from 'kysely';
import type { Database, Migration } from './database.ts';
import { platformMigrations } from './platform-migrations.ts';

/** Any number, as long as nothing else in this database locks by it. */
const migrationLock = 7_236_840_515;

/**
 * Brings the schema forward: first the platform's own steps, then `migrations` in the order given, each once, in a
 * transaction of its own together with the note that it ran. Safe to run from any number of processes at once: they
 * take turns, and the later ones find nothing to do. Returns the ids that ran now.
 *
 * There is no way back, and a database that knows steps which this program does not is refused: it belongs to a newer one.
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<readonly string[]> {
  const steps = [...platformMigrations, ...migrations];
  assertDistinct(steps);
  return database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${migrationLock})`.execute(connection);
    try {
      const done = await readDone(connection);
      assertKnown(done, steps);
      const due = steps.filter((step) => !done.has(step.id));
      for (const step of due) await run(connection, step);
      return due.map((step) => step.id);
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock})`.execute(connection);
    }
  });
}

async function readDone(connection: Database): Promise<ReadonlySet<string>> {
  await sql`create schema if not exists platform`.execute(connection);
  await sql`
    create table if not exists platform.migrations (id text primary key, ran_at timestamptz not null default now())
  `.execute(connection);
  const { rows } = await sql<{ id: string }>`select id from platform.migrations order by id`.execute(connection);
  return new Set(rows.map((row) => row.id));
}

async function run(connection: Database, step: Migration): Promise<void> {
  try {
    await connection.transaction().execute(async (transaction) => {
      await step.up(transaction);
      await sql`insert into platform.migrations (id) values (${step.id})`.execute(transaction);
    });
  } catch (cause) {
    throw new Error(`Migration ${step.id} failed; the steps before it stand`, { cause });
  }
}

function assertDistinct(steps: readonly Migration[]): void {
  const seen = new Set<string>();
  for (const { id } of steps) {
    if (seen.has(id)) throw new Error(`Two migrations are called ${id}`);
    seen.add(id);
  }
}

function assertKnown(done: ReadonlySet<string>, steps: readonly Migration[]): void {
  const known = new Set(steps.map((step) => step.id));
  const unknown = [...done].filter((id) => !known.has(id));
  if (unknown.length > 0) {
    throw new Error(`The database was already changed by a newer version of this program (${unknown.join(', ')})`);
  }
}
