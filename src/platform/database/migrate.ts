import { sql } from 'kysely';
import type { Database, Migration } from './database.ts';
import { failDatabase } from './errors.ts';
import { platformMigrations } from './platform-migrations.ts';

/** Any number, as long as nothing else in this database locks by it. */
const migrationLock = 7_236_840_515;

/**
 * Brings the schema forward: first the platform's own steps, then `migrations` in the order given, each once, in a
 * transaction of its own together with the note that it ran. Safe to run from any number of processes at once: they
 * take turns, and the later ones find nothing to do. Returns the ids that ran now.
 *
 * There is no way back, and a database that knows steps which this program does not is refused (`database-newer`).
 */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<readonly string[]> {
  const steps = [...platformMigrations, ...migrations];
  assertDistinct(steps);
  return database.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${migrationLock})`.execute(connection);
    try {
      await makeNotes(connection);
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

/**
 * For whoever works beside the program that owns the schema, and may not bring it forward: fails with `database-newer` or
 * `database-older` where the steps taken are not those that this program knows.
 */
export async function demandSchema(database: Database, migrations: readonly Migration[]): Promise<void> {
  const steps = [...platformMigrations, ...migrations];
  const done = await readDone(database);
  assertKnown(done, steps);
  const due = steps.filter((step) => !done.has(step.id));
  if (due.length === 0) return;
  throw failDatabase(
    'database-older',
    `An older version, or one that is still starting, runs on it (it lacks ${listIds(due.map(({ id }) => id))}). ` +
      'Use the command of that version, or restart the server with this one.',
  );
}

async function makeNotes(connection: Database): Promise<void> {
  await sql`create schema if not exists platform`.execute(connection);
  await sql`
    create table if not exists platform.migrations (id text primary key, ran_at timestamptz not null default now())
  `.execute(connection);
}

async function readDone(connection: Database): Promise<ReadonlySet<string>> {
  const { rows: found } = await sql`select to_regclass('platform.migrations') as notes`.execute(connection);
  if ((found[0] as { readonly notes: string | null }).notes === null) return new Set();
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
  if (unknown.length === 0) return;
  throw failDatabase(
    'database-newer',
    `A newer version has already changed it (${listIds(unknown)}). Start that version or a later one, or restore a backup ` +
      'that was made before the change.',
  );
}

const mostListed = 5;

function listIds(ids: readonly string[]): string {
  const rest = ids.length - mostListed;
  return `${ids.slice(0, mostListed).join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}
