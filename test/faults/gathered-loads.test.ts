import { sql } from 'kysely';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restingStates, type LoadView } from '../../src/api/loads.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let made = 0;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

const communes = ['24133', '24169', '24121', '24175'] as const;

interface Delivery {
  /** Null: the steward sends rows of any commune. */
  readonly commune: (typeof communes)[number] | null;
  readonly rows: readonly { readonly xa: (typeof communes)[number]; readonly ma: string; readonly so: string }[];
  /** Columns that are missing fail the load. */
  readonly whole: boolean;
}

interface Kind {
  readonly name: string;
  readonly mode: 'replace' | 'upsert' | 'append';
  readonly keyed: boolean;
  readonly partitioned: boolean;
}

const kinds: readonly Kind[] = [
  { name: 'replaced partitions with a key', mode: 'replace', keyed: true, partitioned: true },
  { name: 'replaced partitions without a key', mode: 'replace', keyed: false, partitioned: true },
  { name: 'upserts', mode: 'upsert', keyed: true, partitioned: false },
  { name: 'appends without a key', mode: 'append', keyed: false, partitioned: false },
  { name: 'appends with a key', mode: 'append', keyed: true, partitioned: true },
];

async function makeDataset({ keyed, partitioned }: Kind): Promise<string> {
  made += 1;
  const id = `gom-${made}`;
  const key = (position: number) => (keyed ? { primaryKey: true, primaryKeyPosition: position } : {});
  const fields = [
    { name: 'xa', logicalType: 'string', required: true, ...key(1) },
    { name: 'ma', logicalType: 'string', required: true, ...key(2) },
    { name: 'so', logicalType: 'integer', required: true },
  ];
  const facts = {
    'daklake.holdBelow': 0.5,
    ...(partitioned ? { 'daklake.partitionBy': ['xa'], 'daklake.unitField': 'xa' } : {}),
  };
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ id, fields, facts }),
  });
  if (!response.ok) throw new Error(await response.text());
  return id;
}

async function send(dataset: string, { mode, partitioned }: Kind, delivery: Delivery): Promise<string> {
  const { commune, rows, whole } = delivery;
  const caller =
    commune === null || !partitioned ? steward : await platform.as('officer', { agency: 'H15.05', unit: commune });
  const text = whole
    ? `xa,ma,so\n${rows.map(({ xa, ma, so }) => `${xa},${ma},${so}`).join('\n')}\n`
    : `xa,ma\n${rows.map(({ xa, ma }) => `${xa},${ma}`).join('\n')}\n`;
  const sent = await platform.call(`/api/v1/datasets/${dataset}/loads?name=a.csv&mode=${mode}`, {
    method: 'POST',
    headers: { ...caller, 'content-type': 'application/octet-stream' },
    body: text,
  });
  if (sent.status !== 202) throw new Error(await sent.text());
  return ((await sent.json()) as { id: string }).id;
}

const find = async (id: string) =>
  (await (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json()) as LoadView;

async function rest(id: string): Promise<LoadView> {
  await expect
    .poll(async () => restingStates.includes((await find(id)).state), { timeout: 60_000, interval: 10 })
    .toBe(true);
  return find(id);
}

/** Keeps the first of them from being published until all are there, so that the others wait together. */
async function sendTogether(dataset: string, kind: Kind, deliveries: readonly Delivery[]): Promise<readonly string[]> {
  return platform.database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`state:${dataset}`}, 0))`.execute(transaction);
    const ids: string[] = [];
    for (const delivery of deliveries) ids.push(await send(dataset, kind, delivery));
    return ids;
  });
}

/** What must be the same whichever way they came, without ids, times and file names. */
async function outcomeOf(dataset: string, ids: readonly string[]) {
  const loads = [];
  for (const id of ids) {
    const { state, unchanged, hold, difference, error, result } = await rest(id);
    const rejects = await platform.call(`/api/v1/loads/${id}/rejects.csv`, { headers: steward });
    const findings = result?.findings.map(({ table, row, rule, value }) => ({ table, row, rule, value }));
    const counts = result && { ...result, seconds: 0, findings };
    loads.push({
      state,
      unchanged,
      hold,
      difference,
      counts,
      code: error?.code,
      rejects: rejects.ok ? await rejects.text() : rejects.status,
    });
  }
  const records = await platform.call(`/api/v1/datasets/${dataset}/records?limit=1000&order=xa,ma,so`, {
    headers: steward,
  });
  const { score, findingsByRule } = (await (
    await platform.call(`/api/v1/datasets/${dataset}/quality`, { headers: steward })
  ).json()) as Record<string, unknown>;
  return { loads, records: await records.json(), score, findingsByRule };
}

async function countGathered(dataset: string): Promise<number> {
  const answer = await platform.call(`/api/v1/datasets/${dataset}/snapshots`, { headers: steward });
  const { items } = (await answer.json()) as { items: readonly { readonly loads: readonly string[] }[] };
  return Math.max(0, ...items.map(({ loads }) => loads.length));
}

const row = (commune: Delivery['commune']) =>
  fc.record({
    xa: commune === null ? fc.constantFrom(...communes) : fc.constantFrom(commune, commune, commune, ...communes),
    ma: fc.constantFrom('A', 'B', 'C', 'D'),
    so: fc.constantFrom('1', '2', '3', 'x'),
  });
const delivery: fc.Arbitrary<Delivery> = fc.constantFrom(null, ...communes, ...communes).chain((commune) =>
  fc.record({
    commune: fc.constant(commune),
    rows: fc.array(row(commune), { minLength: 1, maxLength: 4 }),
    whole: fc.constantFrom(true, true, true, true, true, false),
  }),
);

/** As they came out together and one by one, and how many became one snapshot at the most. */
async function bothWays(kind: Kind, deliveries: readonly Delivery[]) {
  const [together, alone] = [await makeDataset(kind), await makeDataset(kind)];
  const ids = await sendTogether(together, kind, deliveries);
  const one: string[] = [];
  for (const each of deliveries) {
    const id = await send(alone, kind, each);
    one.push(id);
    await rest(id);
  }
  const named = (outcome: object, dataset: string): unknown =>
    JSON.parse(JSON.stringify(outcome).replaceAll(dataset, 'gom'));
  return {
    gathered: named(await outcomeOf(together, ids), together),
    single: named(await outcomeOf(alone, one), alone),
    most: await countGathered(together),
  };
}

const rounds = 2 * Number(process.env['DAKLAKE_FAULTS'] ?? 1);

/** Nothing of one of them meets anything of another: the first is on its way when the others come, which wait together. */
const apart: readonly Delivery[] = communes.map((commune, place) => ({
  commune,
  rows: [
    { xa: commune, ma: 'A', so: String(place) },
    { xa: commune, ma: 'B', so: place === 2 ? 'x' : '1' },
  ],
  whole: true,
}));

describe.each(kinds)('deliveries that wait together come out as one after the other: $name', (kind) => {
  test('where nothing of them meets', async () => {
    const { gathered, single, most } = await bothWays(kind, apart);
    expect(gathered).toEqual(single);
    // Keys that are added are compared with what the dataset holds, so that these go one by one.
    expect(most).toBe(kind.mode === 'append' && kind.keyed ? 1 : apart.length - 1);
  });

  test('whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(delivery, { minLength: 5, maxLength: 7 }), async (deliveries) => {
        const { gathered, single } = await bothWays(kind, deliveries);
        expect(gathered).toEqual(single);
      }),
      { numRuns: rounds, endOnFailure: true },
    );
  }, 600_000);
});
