import { fromKysely, PgBoss } from 'pg-boss';
import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { Queue } from './queue.ts';

export interface JobContext {
  /** Aborted when the server ends: stop, throw, and the job is taken up again by the next one. */
  readonly signal: AbortSignal;
  /** 1 at the first run; grows with every further one, whether the one before threw or was cut off. */
  readonly attempt: number;
}

export type JobHandler<Data> = (data: Data, context: JobContext) => Promise<void>;

export interface EnqueueOptions {
  /** What must not run twice at a time; needed where the queue's order is `by-key`. */
  readonly key?: string;
  readonly startAfter?: Date;
}

export interface Jobs {
  /** Says who does a queue's jobs. Before `start`, once a queue. */
  work<Data extends object>(
    queue: Queue<Data>,
    handler: JobHandler<Data>,
    options?: { readonly concurrency?: number },
  ): void;
  /**
   * Makes a job due in the caller's transaction: it exists if and only if that commits. Its worker starts within
   * milliseconds. Only after `start`.
   */
  enqueue<Data extends object>(
    transaction: Database,
    queue: Queue<Data>,
    data: Data,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** Takes up what an earlier process left, and begins to work. */
  start(): Promise<void>;
  /** Aborts the handlers and waits a few seconds for them; what they leave is done by the next process. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  readonly connectionString: string;
  readonly log: Log;
  /**
   * No other process works on these queues (one owner per data folder), so a job that is under way at the start was cut
   * off, and runs again at once. Otherwise it waits for its heartbeat to be missed.
   */
  readonly soleWorker: boolean;
}

interface Registration {
  readonly queue: Queue<object>;
  readonly handler: JobHandler<object>;
  readonly concurrency: number;
}

const schema = 'jobs';

/** A durable queue in Postgres' own schema `jobs`, by pg-boss. */
export function createJobs(options: JobsOptions): Jobs {
  const boss = new PgBoss({ connectionString: options.connectionString, schema, max: 5, useListenNotify: true });
  boss.on('error', (error) => options.log.error({ error }, 'jobs failed'));
  const registrations = new Map<string, Registration>();
  const ending = new AbortController();

  async function startQueue({ queue, handler, concurrency }: Registration): Promise<void> {
    await boss.createQueue(queue.name, {
      policy: queue.order === 'by-key' ? 'key_strict_fifo' : 'standard',
      notify: true,
      // Whether to try again is decided below: a job that pg-boss itself calls failed would block its key for good.
      retryLimit: 1_000_000,
      retryDelay: queue.retryDelay,
      expireInSeconds: 23 * 3600,
      heartbeatSeconds: 60,
    });
    if (options.soleWorker) await takeOver(boss, queue, options.log);
    for (let worker = 0; worker < concurrency; worker++) await startWorker(queue, handler);
  }

  async function startWorker(queue: Queue<object>, handler: JobHandler<object>): Promise<void> {
    const pace = { notifyPollingIntervalSeconds: 2, pollingIntervalSeconds: 0.5 };
    const worker = await boss.work<object>(queue.name, pace, async ([job]) => {
      if (job === undefined) return;
      const context = { signal: AbortSignal.any([job.signal, ending.signal]), attempt: job.retryCount + 1 };
      try {
        await handler(job.data, context);
      } catch (error) {
        const log = options.log.with({ queue: queue.name, job: job.id, attempt: context.attempt });
        if (context.signal.aborted || context.attempt < queue.attempts) {
          log.warn({ error }, 'job cut off');
          throw error;
        }
        log.error({ error }, 'job given up');
      } finally {
        // The next job of this key became possible only now, and its own notice is long past.
        boss.notifyWorker(worker);
      }
    });
  }

  return {
    work(queue, handler, { concurrency = 1 } = {}) {
      if (registrations.has(queue.name)) throw new Error(`Queue ${queue.name} has a worker already`);
      // The handler's data are what `enqueue` was given for the same queue value.
      registrations.set(queue.name, { queue, handler: handler as JobHandler<object>, concurrency });
    },
    async enqueue(transaction, queue, data, { key, startAfter } = {}) {
      if (queue.order === 'by-key' && key === undefined) throw new Error(`A job of ${queue.name} needs a key`);
      const id = await boss.send(queue.name, data, {
        db: fromKysely(transaction),
        ...(key === undefined ? {} : { singletonKey: key }),
        ...(startAfter === undefined ? {} : { startAfter }),
      });
      if (id === null) throw new Error(`The job was not taken by queue ${queue.name}`);
    },
    async start() {
      await boss.start();
      for (const registration of registrations.values()) await startQueue(registration);
    },
    async stop() {
      ending.abort(new Error('The server ends'));
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}

/**
 * Makes the jobs due that an ended process had under way, and those that wait for their next attempt. pg-boss has no call
 * for that, hence its table.
 */
async function takeOver(boss: PgBoss, queue: Queue<object>, log: Log): Promise<void> {
  const text = `update ${schema}.job set state = 'retry', start_after = now()
    where name = $1 and state in ('active', 'retry') returning id`;
  const { rows } = await boss.getDb().executeSql(text, [queue.name]);
  if (rows.length > 0) log.info({ queue: queue.name, jobs: rows.length }, 'jobs taken over');
}
