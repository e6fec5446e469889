import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadState } from '#api/loads.ts';
import { systemClock } from '#platform/clock/clock.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { LoadRow } from '../loads/load-row.ts';
import { createLoadStore } from '../loads/load-store.ts';
import type { RunLoadDeps } from '../loads/run.ts';
import { listJudgedBy } from '../queue/list-judged-by.ts';
import { checkChunk } from './check-chunk.ts';
import { stagesOf, type CheckFiles } from './check-files.ts';
import { isStopped } from './member.ts';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase();
});
afterAll(() => made.close());

const storeOf = (database = made.database) => createLoadStore({ database, clock: systemClock });

async function insert(dataset: string, state: LoadState, version = '1.0.0'): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into intake.loads (id, dataset, state, mode, file_name, file_bytes, sha256, contract_version,
      contract_revision, sender, received_on, created_at, result)
    values (${id}, ${dataset}, ${state}, 'replace', 'a.csv', 1, 'same', ${version}, 1,
      '{"kind":"token","id":"t","name":"A","role":"steward"}', current_date, now(),
      ${state === 'publishing' ? '{}' : null}::jsonb)`.execute(made.database);
  return id;
}

/** A result as long as one of a thousand faulty rows, many times over. */
function foundOf(id: string) {
  const counts = { received: 9, accepted: 3, rejected: 5, duplicate: 1 };
  const result = { ...counts, findings: ['x'.repeat(900_000)] } as unknown as NonNullable<LoadRow['result']>;
  return { id, result, partitions: null, rejectsBytes: 7, hold: undefined, against: null };
}

test('what many checks found goes to the database in pieces, and none of it is read again for what is told', async () => {
  const ids: string[] = [];
  for (let many = 0; many < 11; many += 1) ids.push(await insert('long', 'reading'));
  const lengths: number[] = [];
  const database = made.database.withPlugin({
    transformQuery: ({ node }) => {
      for (const [, text] of JSON.stringify(node).matchAll(/"value":"((?:[^"\\]|\\.)*)"/g))
        lengths.push(text?.length ?? 0);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const kept = await storeOf(database).checkedSeveral(ids.map(foundOf));
  expect(kept).toEqual(new Set(ids));
  const ends = await storeOf().listEnds(ids);
  expect(ends.map(({ state }) => state)).toEqual(ids.map(() => 'publishing'));
  expect(ends[0]?.result).toEqual({ received: 9, accepted: 3, rejected: 5, duplicate: 1 });
  expect(lengths.length).toBe(3);
  expect(Math.max(...lengths)).toBeLessThan(5_000_000);
});

test('a load that comes under another contract while others are moved is not judged in their turn', async () => {
  const first = await insert('moved', 'received');
  const store = {
    moveToContract: async (...moved: Parameters<ReturnType<typeof storeOf>['moveToContract']>) => {
      await storeOf().moveToContract(...moved);
      await insert('moved', 'received');
      await insert('moved', 'received', '1.1.0');
    },
  };
  const loads = await listJudgedBy({ database: made.database, store }, { id: 'moved', version: '1.1.0', revision: 1 });
  expect(loads.map(({ id }) => id)).toEqual([first]);
});

test('of a stretch of loads one that cannot be looked up fails alone, and a statement for all of them fails none', async () => {
  await insert('known', 'published');
  const ids = [await insert('known', 'publishing'), await insert('known', 'reading')];
  const real = storeOf();
  const waiting = await Promise.all(ids.map(async (id) => (await real.find(id)) as LoadRow));
  const kinds = async (store: Partial<RunLoadDeps['store']>) => {
    const trails = { begun: () => undefined };
    const of = { contract: { id: 'known' }, current: undefined, signalOf: () => new AbortController().signal };
    // Only what is looked at.
    const deps = { database: made.database, store: { ...real, ...store }, trails } as unknown as RunLoadDeps;
    return (await checkChunk(deps, waiting, of as unknown as CheckFiles)).map(({ outcome }) => outcome);
  };
  const refused = () => Promise.reject(new Error('canceling statement due to statement timeout'));
  expect((await kinds({ listPublished: refused })).map(({ kind }) => kind)).toEqual(['accepted', 'failed']);
  const stopped = await kinds({ beginSeveral: refused });
  expect(stopped.map(isStopped)).toEqual([true, true]);
});

test('of a stretch of loads one alone is in a stage at a time', () => {
  const told: string[] = [];
  const progress = stagesOf({ onChange: (id, now) => told.push(`${id} ${now?.stage}`) }, [
    { id: 'one' },
    { id: 'two' },
  ]);
  for (const place of [0, 1]) {
    for (const stage of ['reading', 'checking'] as const) progress({ stage, done: 0, total: 1 }, place);
  }
  expect(told).toEqual(['one reading', 'one checking', 'one undefined', 'two reading', 'two checking']);
});
