import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifySnapshots } from '../../src/modules/warehouse/index.ts';
import { makeContract } from '../support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../support/platform.ts';
import { lawRuns } from '../support/law-runs.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let administrator: Record<string, string>;
let made = 0;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  administrator = await platform.as('administrator');
});
afterAll(() => platform.close());

const text = (name: string, more: Readonly<Record<string, unknown>> = {}) => ({ name, logicalType: 'string', ...more });
const key = { primaryKey: true, primaryKeyPosition: 1, required: true };

async function makeDataset(given: Partial<Parameters<typeof makeContract>[0]> = {}): Promise<string> {
  made += 1;
  const id = `khoi-phuc-${made}`;
  const fields = [text('ma', key), text('xa'), { name: 'so', logicalType: 'integer' }];
  await put(id, { fields, facts: { 'daklake.holdBelow': 0 }, ...given });
  return id;
}

async function put(id: string, given: Parameters<typeof makeContract>[0]): Promise<void> {
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ ...given, id }),
  });
  if (!response.ok) throw new Error(await response.text());
}

const load = (dataset: string, rows: readonly string[], query = '') =>
  platform.load(dataset, ['ma,xa,so', ...rows].join('\n'), { headers: steward, query });

// oxlint-disable-next-line typescript/no-explicit-any -- a test reads what an outsider would: JSON of no type
async function get(path: string, headers = steward): Promise<any> {
  return (await platform.call(`/api/v1/datasets/${path}`, { headers })).json();
}

async function rollback(dataset: string, body: object, headers: Record<string, string> = steward) {
  const response = await platform.call(`/api/v1/datasets/${dataset}/rollback`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // An answer of the API is an object.
  return { status: response.status, ...((await response.json()) as { snapshot?: string; code?: string }) };
}

async function expectSound(): Promise<void> {
  const { problems } = await verifySnapshots({
    database: platform.database,
    snapshotsFolder: join(platform.dataFolder, 'snapshots'),
    orphansBefore: new Date(Date.now() + 1000),
  });
  expect(problems).toEqual([]);
}

const codes = async (dataset: string) =>
  ((await get(`${dataset}/records?select=ma,so`)) as { ma: string; so: number }[]).map(({ ma, so }) => `${ma}${so}`);

test('asks who it is, what he may, whether there is such a dataset and snapshot, and what is wanted', async () => {
  const dataset = await makeDataset();
  const { snapshot } = await load(dataset, ['a,x,1']);
  expect(await rollback(dataset, { snapshot }, {})).toMatchObject({ status: 401, code: 'sign-in-needed' });
  const stranger = await platform.as('steward', { agency: 'H15.06' });
  expect(await rollback(dataset, { snapshot }, stranger)).toMatchObject({ status: 403 });
  expect(await rollback(dataset, { snapshot }, await platform.as('auditor'))).toMatchObject({ status: 403 });
  expect(await rollback('none', { snapshot })).toMatchObject({ status: 404, code: 'dataset-unknown' });
  expect(await rollback(dataset, { snapshot: 'none' })).toMatchObject({ status: 404, code: 'snapshot-unknown' });
  expect(await rollback(dataset, {})).toMatchObject({ status: 400 });
  expect(await rollback(dataset, { snapshot, note: 'x'.repeat(2001) })).toMatchObject({ status: 400 });
  expect(await rollback(dataset, { snapshot })).toMatchObject({ status: 409, code: 'snapshot-current' });
});

test('an earlier state stands again as a new snapshot, counted, with its note, and its score [http.rollback]', async () => {
  const dataset = await makeDataset();
  const first = await load(dataset, ['a,x,1', 'b,x,2', 'c,y,3']);
  await load(dataset, ['a,x,1', 'b,x,7', 'd,y,4', ',y,5']);
  expect((await get(`${dataset}/quality`)).score.du).toMatchObject({ passed: 3, applicable: 4 });
  const done = await rollback(dataset, { snapshot: first.snapshot, note: ' gửi nhầm tệp ' });
  expect(done.status).toBe(200);
  expect(await codes(dataset)).toEqual(['a1', 'b2', 'c3']);
  const { items, total } = await get(`${dataset}/snapshots`);
  expect(total).toBe(3);
  expect(items[0]).toMatchObject({
    id: done.snapshot,
    rows: 3,
    added: 1,
    changed: 1,
    removed: 1,
    loads: [],
    current: true,
    note: 'gửi nhầm tệp',
    restores: first.snapshot,
  });
  const changes = await get(`${dataset}/snapshots/${done.snapshot}/changes`);
  expect(changes).toMatchObject({ against: items[1].id, counts: { added: 1, changed: 1, removed: 1 }, total: 3 });
  expect(await get(`${dataset}/snapshots/${done.snapshot}/changes?against=${first.snapshot}`)).toMatchObject({
    total: 0,
  });
  expect((await get(`${dataset}/quality`)).score.du).toMatchObject({ passed: 3, applicable: 3 });
  expect(await rollback(dataset, { snapshot: first.snapshot })).toMatchObject({
    status: 409,
    code: 'snapshot-current',
  });
  await expectSound();
});

test('what was taken back is a new delivery when it is sent again; what stands again is not [http.rollback.counts]', async () => {
  const dataset = await makeDataset();
  const first = await load(dataset, ['a,x,1']);
  const second = await load(dataset, ['a,x,2']);
  await rollback(dataset, { snapshot: first.snapshot });
  expect(await load(dataset, ['a,x,1'])).toMatchObject({ state: 'published', unchanged: true });
  expect(await load(dataset, ['a,x,2'])).toMatchObject({ unchanged: false, difference: { changed: 1 } });
  expect(await codes(dataset)).toEqual(['a2']);
  expect(await rollback(dataset, { snapshot: second.snapshot })).toMatchObject({ status: 200 });
  expect(await load(dataset, ['a,x,2'])).toMatchObject({ unchanged: true });
});

test('a state of an older contract comes back, and the columns of both keep their places', async () => {
  const dataset = await makeDataset();
  const first = await load(dataset, ['a,x,1']);
  const fields = [text('ma', key), text('moi'), { name: 'so', logicalType: 'integer' }];
  await put(dataset, { version: '2.0.0', fields, facts: { 'daklake.holdBelow': 0 } });
  const second = await platform.load(dataset, 'ma,moi,so\na,mới,1', { headers: steward });
  const done = await rollback(dataset, { snapshot: first.snapshot });
  expect(await get(`${dataset}/records`)).toEqual([{ ma: 'a', moi: null, so: 1 }]);
  const { items } = await get(`${dataset}/snapshots/${done.snapshot}/changes`);
  expect(items).toMatchObject([{ kind: 'changed', fields: ['moi'], before: { moi: 'mới' }, after: { moi: null } }]);
  const third = await platform.load(dataset, 'ma,moi,so\na,mới nữa,1', { headers: steward });
  const ids = await Promise.all(
    [second.snapshot, third.snapshot].map(async (id) => {
      const schemas = await platform.database
        .selectFrom('warehouse.snapshots')
        .select('schema')
        .where('dataset', '=', dataset)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const { columns } = schemas['schema'] as { columns: readonly { name: string; fieldId: number }[] };
      return columns.map(({ name, fieldId }) => `${name} ${fieldId}`);
    }),
  );
  expect(ids).toEqual([
    ['ma 1', 'moi 4', 'so 3'],
    ['ma 1', 'moi 4', 'so 3'],
  ]);
});

test('a state that comes back is as old as it was', async () => {
  const dataset = await makeDataset({ document: { slaProperties: [{ property: 'frequency', value: 30, unit: 'd' }] } });
  const first = await load(dataset, ['a,x,1']);
  await load(dataset, ['a,x,2']);
  const longAgo = new Date(Date.now() - 90 * 86_400_000);
  await platform.database
    .updateTable('warehouse.snapshots')
    .set({ created_at: longAgo })
    .where('dataset', '=', dataset)
    .where('id', '=', first.snapshot)
    .execute();
  expect((await get(`${dataset}/quality`)).score.song).toMatchObject({ passed: 1, applicable: 1 });
  await rollback(dataset, { snapshot: first.snapshot });
  expect((await get(`${dataset}/quality`)).score.song).toMatchObject({ passed: 0, applicable: 1 });
});

test('a state whose files were tampered with does not come back', async () => {
  const dataset = await makeDataset();
  const first = await load(dataset, ['a,x,1']);
  await load(dataset, ['a,x,2']);
  const file = join(platform.dataFolder, 'snapshots', dataset, first.snapshot ?? '', 'part-0001.parquet');
  const published = await readFile(file);
  await chmod(file, 0o644);
  await writeFile(file, 'broken');
  expect(await rollback(dataset, { snapshot: first.snapshot })).toMatchObject({
    status: 409,
    code: 'snapshot-damaged',
  });
  expect(await codes(dataset)).toEqual(['a2']);
  expect((await get(`${dataset}/snapshots`)).total).toBe(2);
  await writeFile(file, published);
  await expectSound();
});

test('several rollbacks and loads at once come one after the other, and none fails', async () => {
  const dataset = await makeDataset();
  const first = await load(dataset, ['a,x,1']);
  const second = await load(dataset, ['a,x,2']);
  const [one, other, third, loaded] = await Promise.all([
    rollback(dataset, { snapshot: first.snapshot }),
    rollback(dataset, { snapshot: second.snapshot }, administrator),
    rollback(dataset, { snapshot: first.snapshot }),
    load(dataset, ['a,x,3']),
  ]);
  expect(loaded.state).toBe('published');
  expect([one, other, third].filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
  expect([one, other, third].filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  const { items } = await get(`${dataset}/snapshots`);
  expect(items[0].current).toBe(true);
  const stands = { [String(first.snapshot)]: 'a1', [String(second.snapshot)]: 'a2', null: 'a3' };
  expect(await codes(dataset)).toEqual([stands[String(items[0].restores)]]);
});

test('after any loads and rollbacks the rows, the score and repetitions are those of the restored state', async () => {
  const step = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({ load: fc.constantFrom('x', 'y'), faulty: fc.nat({ max: 2 }), so: fc.nat({ max: 3 }) }),
    },
    { weight: 1, arbitrary: fc.record({ back: fc.nat({ max: 9 }) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 7 }), async (steps) => {
      const dataset = await makeDataset({
        fields: [text('ma', key), text('xa', { required: true }), { name: 'so', logicalType: 'integer' }],
        facts: { 'daklake.holdBelow': 0, 'daklake.partitionBy': ['xa'] },
      });
      type State = Readonly<Record<string, { readonly so: number; readonly faulty: number }>>;
      const states: { readonly id: string; readonly state: State }[] = [];
      for (const one of steps) {
        const state = states.at(-1)?.state ?? {};
        if ('load' in one) {
          const faults = Array.from({ length: one.faulty }, () => `,${one.load},0`);
          const done = await load(dataset, [`${one.load},${one.load},${one.so}`, ...faults]);
          const same = JSON.stringify(state[one.load]) === JSON.stringify({ so: one.so, faulty: one.faulty });
          expect(done).toMatchObject({ state: 'published', unchanged: same });
          if (same) continue;
          states.push({
            id: done.snapshot ?? '',
            state: { ...state, [one.load]: { so: one.so, faulty: one.faulty } },
          });
        } else if (states.length > 0) {
          const back = states[one.back % states.length] ?? expect.fail();
          const done = await rollback(dataset, { snapshot: back.id });
          if (done.status !== 200) continue;
          states.push({ id: done.snapshot ?? '', state: back.state });
        }
        const now = Object.entries(states.at(-1)?.state ?? {}).toSorted();
        expect(await codes(dataset)).toEqual(now.map(([xa, { so }]) => `${xa}${so}`));
        const quality = await get(`${dataset}/quality`);
        const faulty = now.reduce((sum, [, each]) => sum + each.faulty, 0);
        const missing = (quality.findingsByRule as { rule: string; rows: number }[]).find(
          ({ rule }) => rule === 'ma.required',
        );
        expect(missing?.rows ?? 0).toBe(faulty);
      }
      for (const { id, state } of states) {
        const rows = await get(`${dataset}/records?asOf=${id}`);
        expect((rows as { so: number }[]).map(({ so }) => so)).toEqual(
          Object.entries(state)
            .toSorted()
            .map(([, { so }]) => so),
        );
      }
    }),
    { numRuns: lawRuns(2), endOnFailure: true },
  );
  await expectSound();
});
