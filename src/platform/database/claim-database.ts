import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { failDatabase } from './errors.ts';
import { sayAway } from './is-database-away.ts';

export interface ClaimDatabaseOptions {
  readonly connectionString: string;
  readonly log: Log;
  /** Another server took the database while we could not reach it; the process should end. */
  readonly onLost: () => void;
  /** How long a server that has just ended may still seem to hold it, in milliseconds. */
  readonly patience?: number;
}

/** Any number, as long as nothing else in this database locks by it. */
const serverLock = 7_236_840_516;
const pause = 500;

/**
 * Becomes the only server of a database, until it is released or the process ends, or fails with `database-taken`. The claim
 * is a lock of a connection of its own, so that it is seen from other machines too; one that breaks is claimed anew.
 */
export async function claimDatabase(options: ClaimDatabaseOptions): Promise<{ release(): Promise<void> }> {
  const { log, patience = 10_000 } = options;
  const ending = new AbortController();
  const { signal } = ending;
  let client = await hold(options.connectionString, patience, signal);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();

  async function keep(): Promise<void> {
    for (;;) {
      await Promise.race([brokenOf(client), released]);
      if (signal.aborted) return;
      log.warn({}, 'claim on the database lost');
      for (let held = false; !held && !signal.aborted;) {
        try {
          client = await hold(options.connectionString, patience, signal);
          held = true;
        } catch (error) {
          if (isTaken(error)) return options.onLost();
          await sleep(pause, undefined, { signal }).catch(() => undefined);
        }
      }
    }
  }
  const keeping = keep();

  return {
    release: async () => {
      ending.abort();
      release();
      await keeping;
      await client.end().catch(() => undefined);
    },
  };
}

/** A connection that has the lock. Waits a while for one that has just ended. */
async function hold(connectionString: string, patience: number, signal: AbortSignal): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, keepAlive: true });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // A machine that lost its power says goodbye to nobody: its lock is to go within half a minute.
    await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
    for (const began = performance.now(); ;) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [serverLock]);
      if (rows[0]?.held === true) return client;
      if (performance.now() - began > patience || signal.aborted) break;
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
    throw failDatabase(
      'database-taken',
      'Another server works on this database. Stop that one, or name another database in DATABASE_URL.',
    );
  } catch (error) {
    await client.end().catch(() => undefined);
    throw sayAway(error);
  }
}

function brokenOf(client: pg.Client): Promise<void> {
  return new Promise((broken) => {
    client.once('end', () => broken());
    client.once('error', () => broken());
  });
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'database-taken';
