import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Log } from '#platform/log/log.ts';
import { collect, type CollectDeps, type Removal } from './collect.ts';

export interface CollectorDeps extends CollectDeps {
  readonly log: Log;
}

export interface Collector {
  /** Collects soon where the last collection is a day ago, and then once a day. */
  start(): void;
  /** Ends after the step that is under way; the next process begins anew. */
  stop(): Promise<void>;
  /** Collects now. Only one at a time. */
  run(): Promise<Removed>;
}

/** How many of each were removed, and the bytes that came free. */
export type Removed = Readonly<Record<Removal['what'] | 'bytes', number>>;

const day = 24 * 3_600_000;
/** After the start others have more to do. */
const firstLook = 60_000;
const betweenLooks = 600_000;
/** So that loads and readers find the disk and the database free between two steps. */
const betweenSteps = 2;

/** Removes what is over once a day, in small steps, and says what. */
export function createCollector(deps: CollectorDeps): Collector {
  const { database, log, clock } = deps;
  const ending = new AbortController();
  let looking: Promise<void> | undefined;
  let running: Promise<Removed> | undefined;

  const run = (): Promise<Removed> => {
    running ??= runOnce().finally(() => {
      running = undefined;
    });
    return running;
  };

  async function runOnce(): Promise<Removed> {
    const began = clock();
    const removed = { snapshot: 0, landing: 0, rejects: 0, file: 0, bytes: 0 };
    const {
      rows: [{ id } = { id: 0 }],
    } = await sql<{ id: number }>`insert into intake.collections (began_at) values (${began}) returning id`.execute(
      database,
    );
    for await (const removal of collect(deps)) {
      removed[removal.what] += 1;
      if (removal.what === 'file') removed.bytes += removal.bytes;
      log.info({ ...removal }, 'removed as declared');
      if (ending.signal.aborted) return removed;
      await sleep(betweenSteps);
    }
    await sql`
      update intake.collections set ended_at = ${clock()}, removed = ${JSON.stringify(removed)} where id = ${id}`.execute(
      database,
    );
    log.info({ ...removed }, 'collected');
    return removed;
  }

  async function isDue(): Promise<boolean> {
    const { rows } = await sql<{ began_at: Date }>`
      select began_at from intake.collections where ended_at is not null order by id desc limit 1`.execute(database);
    const [last] = rows;
    const age = last === undefined ? Infinity : clock().getTime() - last.began_at.getTime();
    // A clock that was set back must not put it off for as long.
    return age >= day || age < 0;
  }

  async function look(): Promise<void> {
    await sleep(firstLook, undefined, { signal: ending.signal });
    for (;;) {
      try {
        if (await isDue()) await run();
      } catch (error) {
        log.warn({ error }, 'collection broke off');
      }
      await sleep(betweenLooks, undefined, { signal: ending.signal });
    }
  }

  return {
    start: () => {
      // It ends by being aborted.
      looking ??= look().catch(() => undefined);
    },
    stop: async () => {
      ending.abort();
      await looking;
      await running?.catch(() => undefined);
    },
    run,
  };
}
