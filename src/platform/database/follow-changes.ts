import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/log.ts';
import { changesChannel, type ChangesHub } from './changes.ts';

export interface FollowChangesOptions {
  readonly connectionString: string;
  readonly changes: ChangesHub;
  readonly log: Log;
  /** Milliseconds that never go backwards. */
  readonly elapsed: () => number;
}

/** How often the connection is asked for a sign of life, and for how long after asking one is believed. */
const beat = 2_000;
const believed = 5_000;
const pause = 1_000;

/**
 * Hears of every change in the database, whichever process makes it, on a connection of its own; while that is down the
 * hub is not live. Resolves once it listens, or at the first failure: from then on it tries again until it is closed.
 *
 * An answer on the connection proves that everything told before has been heard: PostgreSQL delivers what it has to tell
 * ahead of saying that it is ready again.
 */
export async function followChanges(options: FollowChangesOptions): Promise<{ close(): Promise<void> }> {
  const { changes, log, elapsed } = options;
  const ending = new AbortController();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  let away = false;

  async function listenOnce(): Promise<void> {
    const client = new pg.Client({
      connectionString: options.connectionString,
      connectionTimeoutMillis: believed,
      query_timeout: believed,
      keepAlive: true,
    });
    const { promise: broken, reject: fail } = Promise.withResolvers<never>();
    // Awaited below; a failure in the meantime must not end the process.
    broken.catch(() => undefined);
    client.on('error', fail);
    client.on('end', () => fail(new Error('The connection ended')));
    client.on('notification', ({ payload }) => changes.heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${changesChannel}`);
      while (!ending.signal.aborted) {
        const asked = elapsed();
        await client.query('select 1');
        changes.stayLive(believed - (elapsed() - asked));
        if (away) log.info({}, 'changes of the database heard again');
        away = false;
        begin();
        await Promise.race([broken, sleep(beat, undefined, { signal: ending.signal, ref: false })]);
      }
    } finally {
      changes.lost();
      // Saying goodbye to a server that does not answer must not keep the next attempt waiting.
      await Promise.race([client.end(), sleep(pause, undefined, { ref: false })]).catch(() => undefined);
    }
  }

  const following = (async () => {
    while (!ending.signal.aborted) {
      try {
        await listenOnce();
      } catch (error) {
        // Once, however often it is tried again.
        if (!ending.signal.aborted && !away) log.warn({ error }, 'changes of the database not heard');
        away = true;
      }
      begin();
      await sleep(pause, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
    }
  })();
  await begun;
  return {
    close: async () => {
      ending.abort();
      await following;
    },
  };
}
