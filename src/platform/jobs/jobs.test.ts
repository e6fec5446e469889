import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../log/log.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { defineQueue } from './queue.ts';

interface Note {
  readonly text: string;
}
const free = defineQueue<Note>({ name: 'test-free', order: 'free' });
const ordered = defineQueue<Note>({ name: 'test-ordered', order: 'by-key' });
const troubled = defineQueue<Note>({ name: 'test-troubled', order: 'by-key', attempts: 2, retryDelay: 0 });

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase({ migrations: [] });
});
afterAll(() => store.close());

function newJobs(): Jobs {
  return createJobs({ connectionString: store.connectionString, log: silentLog, soleWorker: true });
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition() && waited < 10_000; waited += 5) await sleep(5);
  expect(condition()).toBe(true);
}

test('a job exists only if the transaction that made it due commits', async () => {
  const jobs = newJobs();
  const done: string[] = [];
  jobs.work(free, async ({ text }) => void done.push(text));
  await jobs.start();
  await expect(
    store.database.transaction().execute(async (transaction) => {
      await jobs.enqueue(transaction, free, { text: 'rolled back' });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await store.database.transaction().execute((transaction) => jobs.enqueue(transaction, free, { text: 'committed' }));
  await until(() => done.length > 0);
  await jobs.stop();
  expect(done).toEqual(['committed']);
});

test('jobs of one key run one after the other in order, other keys beside them', async () => {
  const jobs = newJobs();
  const events: string[] = [];
  jobs.work(
    ordered,
    async ({ text }) => {
      events.push(`+${text}`);
      await sleep(60);
      events.push(`-${text}`);
    },
    { concurrency: 3 },
  );
  await jobs.start();
  for (const text of ['a1', 'a2', 'b1', 'a3']) {
    await jobs.enqueue(store.database, ordered, { text }, { key: text.charAt(0) });
  }
  await until(() => events.length === 8);
  await jobs.stop();
  expect(events.filter((event) => event.includes('a'))).toEqual(['+a1', '-a1', '+a2', '-a2', '+a3', '-a3']);
  expect(events.indexOf('+b1')).toBeLessThan(events.indexOf('-a2'));
});

test('a job that keeps throwing is given up and does not block its key', async () => {
  const jobs = newJobs();
  const attempts: string[] = [];
  jobs.work(troubled, async ({ text }, { attempt }) => {
    attempts.push(`${text}${attempt}`);
    if (text === 'bad') throw new Error('always');
  });
  await jobs.start();
  await jobs.enqueue(store.database, troubled, { text: 'bad' }, { key: 'k' });
  await jobs.enqueue(store.database, troubled, { text: 'good' }, { key: 'k' });
  await until(() => attempts.includes('good1'));
  await jobs.stop();
  expect(attempts).toEqual(['bad1', 'bad2', 'good1']);
});

test('what a killed process was doing is taken up at once by the next', async () => {
  const first = newJobs();
  let started = false;
  first.work(ordered, async (_data, { signal }) => {
    started = true;
    await sleep(60_000, undefined, { signal });
  });
  await first.start();
  await first.enqueue(store.database, ordered, { text: 'long' }, { key: 'long' });
  await until(() => started);
  await first.stop();
  // As kill -9 leaves it: nobody said that the job is not under way any more.
  await sql`update jobs.job set state = 'active' where name = ${ordered.name} and state = 'retry'`.execute(
    store.database,
  );

  const second = newJobs();
  const attempts: number[] = [];
  second.work(ordered, async (_data, { attempt }) => void attempts.push(attempt));
  await second.start();
  await until(() => attempts.length > 0);
  await second.stop();
  expect(attempts).toEqual([2]);
});
