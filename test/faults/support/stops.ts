import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from '../../../src/platform/database/database.ts';
import { until } from './until.ts';

/** Where a load may be held up: when its row is about to get this state, or when its snapshot's files are placed. */
export type StopAt = 'received' | 'reading' | 'publishing' | 'held' | 'published' | 'placed';

/**
 * Lets a test hold the server at one place for as long as it likes, from outside: a trigger waits for a lock that the test
 * has. Nothing of the product knows of it.
 */
export async function installStops(database: Database): Promise<void> {
  await sql
    .raw(
      `create schema stops;
      create function stops.wait() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_xact_lock_shared(hashtextextended('stop:' || new.state, 0));
          return new;
        end $$;
      create trigger stop before insert or update of state on intake.loads for each row execute function stops.wait()`,
    )
    .execute(database);
}

export interface Stop {
  /** Resolves when the server waits there. */
  reached(): Promise<void>;
  /** Lets go one that was reached, and only that one: whoever comes next is held up. */
  letOnePass(): Promise<void>;
  release(): Promise<void>;
}

/** Takes the lock. */
export async function stopAt(connectionString: string, at: StopAt, dataset: string): Promise<Stop> {
  const name = at === 'placed' ? `state:${dataset}` : `stop:${at}`;
  let holder = await connect(connectionString);
  await holder.query(lock, [name]);

  const waiting = (most: number) =>
    until(`${most} wait at ${at}`, async () => {
      const { rowCount } = await holder.query(
        `select 1 from pg_locks as waiting join pg_locks as held using (locktype, database, classid, objid, objsubid)
        where waiting.locktype = 'advisory' and not waiting.granted and held.pid = pg_backend_pid()`,
      );
      return (rowCount ?? 0) >= most;
    });

  return {
    reached: async () => void (await waiting(1)),
    letOnePass: async () => {
      await waiting(1);
      // PostgreSQL gives a lock to those who wait in the order in which they came.
      const next = await connect(connectionString);
      const locked = next.query(lock, [name]);
      await waiting(2);
      await holder.end();
      holder = next;
      await locked;
    },
    release: () => holder.end().catch(() => undefined),
  };
}

const lock = 'select pg_advisory_lock(hashtextextended($1, 0))';

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  // It is cut off when its server ends.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
