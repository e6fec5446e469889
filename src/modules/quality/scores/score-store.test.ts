import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Criterion, CriterionScore } from '#api/quality.ts';
import { publishSnapshot, warehouseMigrations } from '#modules/warehouse/index.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { createScoreStore, qualityMigrations, type CriterionCounts, type ScoredLoad } from './score-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ migrations: [...warehouseMigrations, ...qualityMigrations] });
});
afterAll(() => database.close());

const day = (step: number) => new Date(Date.UTC(2026, 0, 1) + step * 1000);
const counting = (passed: number, applicable: number): CriterionCounts =>
  Object.fromEntries(
    (['dung', 'du', 'sach', 'song', 'thongNhat'] satisfies readonly Criterion[]).map((criterion) => [
      criterion,
      criterion === 'dung' ? ({ passed, applicable, percent: 0 } satisfies CriterionScore) : null,
    ]),
    // Every criterion is named.
  ) as CriterionCounts;

function scored(dataset: string, step: number, given: Partial<ScoredLoad> = {}): ScoredLoad {
  return {
    load: randomUUID(),
    dataset,
    snapshot: `s${step}`,
    partitions: null,
    counts: counting(0, 2 ** step),
    findingsByRule: [],
    corrects: null,
    createdAt: day(step),
    ...given,
  };
}

/** As it is defined, over all that was ever recorded, of loads that all cut the dataset in one way. */
function plainly(loads: readonly ScoredLoad[]): number | undefined {
  const filled = new Set<string>();
  const standing: ScoredLoad[] = [];
  for (const load of loads.toReversed().filter(({ corrects }) => corrects === null)) {
    if (load.partitions === null) {
      if (standing.length === 0) standing.push(load);
      break;
    }
    if (load.partitions.some((partition) => !filled.has(partition))) standing.push(load);
    for (const partition of load.partitions) filled.add(partition);
  }
  const ids = new Set(standing.map(({ load }) => load));
  const counted = loads.filter(({ load, corrects }) => ids.has(corrects ?? load));
  return counted.length === 0
    ? undefined
    : counted.reduce((sum, { counts }) => sum + (counts.dung?.applicable ?? 0), 0);
}

async function applicable(dataset: string, at?: { readonly id: string; readonly createdAt: Date }) {
  return (await createScoreStore(database).find(dataset, at))?.counts.dung?.applicable;
}

async function record(loads: readonly ScoredLoad[]) {
  for (const load of loads) await createScoreStore(database).record(database.database, load);
}

test('whatever was delivered and corrected, what stands counts, and nothing else, now and at every moment before', async () => {
  const step = fc.oneof(
    { arbitrary: fc.constant(null), weight: 1 },
    { arbitrary: fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 3 }), weight: 5 },
    { arbitrary: fc.nat({ max: 9 }), weight: 2 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      const dataset = randomUUID();
      const loads: ScoredLoad[] = [];
      for (const [index, one] of steps.entries()) {
        const roots = loads.filter(({ corrects }) => corrects === null);
        const root = typeof one === 'number' ? roots[one % Math.max(1, roots.length)] : undefined;
        const partitions = Array.isArray(one) ? one.map((xa) => JSON.stringify({ xa })) : null;
        loads.push(
          scored(dataset, index, { partitions: root?.partitions ?? partitions, corrects: root?.load ?? null }),
        );
      }
      await record(loads);
      expect(await applicable(dataset)).toBe(plainly(loads));
      for (const [index, { createdAt }] of loads.entries()) {
        expect(await applicable(dataset, { id: `s${index}`, createdAt })).toBe(plainly(loads.slice(0, index + 1)));
      }
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['coarser', ['{"ky":"2025","xa":"1"}', '{"ky":"2026","xa":"2"}'], '{"xa":"1"}', 0b110],
  ['finer', ['{"xa":"1"}', '{"xa":"2"}'], '{"ky":"2025","xa":"1"}', 0b110],
  ['in another order', ['{"ky":"2025","xa":"1"}', '{"ky":"2026","xa":"1"}'], '{"xa":"1","ky":"2025"}', 0b110],
  ['by other fields', ['{"xa":"1"}', '{"xa":"2"}'], '{"ky":"2025"}', 0b111],
  ['by name, where values alone were written before', ['["1"]', '["2"]'], '{"xa":"1"}', 0b111],
])(
  'a contract that cuts the dataset %s counts no part twice that it can tell',
  async (_how, [one, two], newer, sum) => {
    const dataset = randomUUID();
    await record([one, two, newer].map((partition, step) => scored(dataset, step, { partitions: [partition ?? ''] })));
    expect(await applicable(dataset)).toBe(sum);
  },
);

test('loads that a return to an earlier state took back do not count', async () => {
  const dataset = randomUUID();
  await record(['1', '2', '1'].map((xa, step) => scored(dataset, step, { partitions: [JSON.stringify({ xa })] })));
  const publish = (id: string, expectedCurrent: string | null, restored?: string) =>
    database.database.transaction().execute((transaction) =>
      publishSnapshot(transaction, {
        dataset,
        id,
        prepared: {
          rows: 1,
          added: 1,
          changed: 0,
          removed: 0,
          schema: { columns: [], key: [], partitionBy: [] },
          files: [{ path: 'part-0001.parquet', bytes: 1, sha256: '', rows: 1, minKey: null, maxKey: null }],
        },
        contractVersion: '1.0.0',
        createdAt: day(9),
        loads: [],
        expectedCurrent,
        ...(restored === undefined ? {} : { restores: { id: restored, stateAt: day(0) } }),
      }),
    );
  await publish('s0', null);
  await publish('s1', 's0');
  await publish('s2', 's1');
  await publish('s3', 's2', 's0');
  expect(await applicable(dataset)).toBe(0b001);
  expect(await applicable(dataset, { id: 's2', createdAt: day(2) })).toBe(0b110);
});

test('a page of a dataset with many thousand loads takes no longer for those that no longer stand', async () => {
  const dataset = randomUUID();
  await sql`
    insert into quality.scores (load, dataset, snapshot, partitions, counts, findings_by_rule, created_at)
    select gen_random_uuid(), ${dataset}, 's' || n, jsonb_build_array(jsonb_build_object('xa', (n % 100)::text)::text),
      '{"dung":{"passed":1,"applicable":1,"percent":100},"du":null,"sach":null,"song":null,"thongNhat":null}',
      (select jsonb_agg(jsonb_build_object('rule', 'r' || r || '-' || repeat('x', 40), 'field', 'f', 'criterion', 'dung',
        'severity', 'error', 'errorGroup', 'type', 'rows', 1)) from generate_series(1, 40) as r),
      '2026-01-01'::timestamptz + n * interval '1 minute'
    from generate_series(1, 8000) as n`.execute(database.database);
  await sql`analyze quality.scores`.execute(database.database);
  await applicable(dataset);
  // The shortest of a few: of what else the machine does it holds the least.
  let milliseconds = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    const found = await createScoreStore(database).find(dataset);
    milliseconds = Math.min(milliseconds, performance.now() - began);
    expect(found?.counts.dung?.applicable).toBe(100);
    expect(found?.findingsByRule).toHaveLength(40);
  }
  expect(milliseconds).toBeLessThan(500);
});
