import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Rights } from '#api/rights.ts';
import type { DatasetSchema } from '../dataset-schema.ts';
import { createEngine, type Engine } from '../engine/create-engine.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import { createSampleStore, sampleColumn, type SampleStore } from '../testing/sample-store.ts';
import { answerRecords, type AskedRecords, type RecordsAnswer } from './answer-records.ts';
import { bytesOfAnswer, createKeptAnswers, type KeptAnswers } from './kept-answers.ts';

let store: SampleStore;
let engine: Engine;
let snapshots: ReadonlyMap<string, Snapshot>;

const names = ['ma', 'ten', 'xa', 'ghi_chu'];
const schema: DatasetSchema = { columns: names.map((name) => sampleColumn(name)), key: ['ma'], partitionBy: [] };
const rowsSql = (name: string) => `
  select i::varchar as ma, '${name} ' || chr((65 + i)::int) as ten, '2413' || i % 3 as xa, 'x' || i as ghi_chu
  from range(9) as t(i)`;

beforeAll(async () => {
  store = await createSampleStore();
  engine = await createEngine({ dataFolder: store.folder });
  const published = await Promise.all([
    store.publish('s1', schema, rowsSql('An'), 4),
    store.publish('s2', schema, rowsSql('Bình'), 4),
  ]);
  snapshots = new Map(published.map((snapshot) => [snapshot.id, snapshot]));
});
afterAll(async () => {
  engine.close();
  await store.close();
});

const masked = { ten: 'initials', ghi_chu: 'hide' } as const;
const everybody: readonly Rights[] = [
  { fields: {} },
  { fields: { ten: 'initials' } },
  { fields: { ten: 'hide' } },
  { fields: masked },
  { fields: masked, unmaskedRows: { field: 'xa', value: '24130' } },
  { fields: masked, unmaskedRows: { field: 'xa', value: '24131' } },
  { fields: masked, rows: { field: 'xa', value: '24130' } },
];
const contracts: readonly Pick<AskedRecords, 'schema' | 'mark'>[] = [
  { mark: 'first', schema },
  { mark: 'second', schema: { ...schema, columns: schema.columns.filter(({ name }) => name !== 'ghi_chu') } },
];
const questions = [
  '',
  'limit=2',
  'ma=eq.3',
  'order=ma.desc&limit=1',
  'xa=eq.24130&select=ma,ten',
  'asOf=s1',
  'ten=eq.x',
];
const ways: readonly AskedRecords['headers'][] = [
  {},
  { prefer: 'count=exact', range: '1-2', accept: 'application/vnd.pgrst.array+json;nulls=stripped' },
];

test('whoever asks whatever, an answer that is kept is the one that would be made afresh', async () => {
  const keptAnswers = createKeptAnswers();
  const all = ['s1', 's2'].flatMap((current) =>
    everybody.flatMap((rights) =>
      contracts.flatMap((contract) =>
        questions.flatMap((question) =>
          ways.map((headers) => ({ current, question, asked: { ...contract, rights, headers } })),
        ),
      ),
    ),
  );
  const told = new Set<string>();
  for (const { current, question, asked } of all) {
    const afresh = await outcomeOf(ask(question, asked, { current }));
    told.add(JSON.stringify(afresh));
    // The first and the second time, and somebody else with the same rights.
    for (const asker of ['a', 'a', 'b']) {
      const kept = await outcomeOf(ask(question, { ...asked, asker }, { current, keptAnswers }));
      expect(kept, JSON.stringify([question, asked])).toEqual(afresh);
    }
  }
  // Otherwise it would prove nothing.
  expect(told.size).toBeGreaterThan(100);
});

test('a page that is kept leads each asker on, and nobody else', async () => {
  const keptAnswers = createKeptAnswers();
  const linkOf = async (asker: string) =>
    /\?(.*)>/.exec((await ask('limit=2', { asker }, { keptAnswers })).headers['link'] ?? '')?.[1] ?? '';
  for (const asker of ['a', 'b', 'a']) {
    expect((await ask(await linkOf(asker), { asker }, { keptAnswers })).headers['content-range']).toBe('2-3/*');
  }
  await expect(ask(await linkOf('a'), { asker: 'b' }, { keptAnswers })).rejects.toMatchObject({
    code: 'cursor-invalid',
  });
});

test('a page does not go on under a contract that orders its rows in another way', async () => {
  const numbered = schema.columns.map((column) => (column.name === 'ma' ? sampleColumn('ma', 'BIGINT') : column));
  for (const order of ['ma', 'ma.desc']) {
    const { headers } = await ask(`order=${order}&limit=2`, {});
    const next = /\?(.*)>/.exec(headers['link'] ?? '')?.[1] ?? '';
    expect((await ask(next, {})).headers['content-range']).toBe('2-3/*');
    await expect(ask(next, { schema: { ...schema, columns: numbered } })).rejects.toMatchObject({
      code: 'cursor-invalid',
    });
  }
});

test('what is kept counts with the place of the next page', () => {
  const long = 'x'.repeat(100_000);
  const page = { status: 200 as const, headers: {}, body: Buffer.from('[]') };
  const place = { snapshot: 's1', position: { values: [long], file: 0, row: 0 }, offset: 1 };
  const shared = bytesOfAnswer({ ...page, next: { place, limit: 1, question: '' } });
  const sealed = bytesOfAnswer({ ...page, headers: { link: long } });
  expect(Math.min(shared, sealed)).toBeGreaterThan(100_000);
});

interface Setting {
  readonly current?: string;
  readonly keptAnswers?: KeptAnswers;
}

function ask(question: string, asked: Partial<AskedRecords>, { current = 's2', keptAnswers }: Setting = {}) {
  return answerRecords(
    {
      engine,
      snapshotsFolder: store.snapshotsFolder,
      cursorKey: new Uint8Array(32),
      ...(keptAnswers === undefined ? {} : { keptAnswers }),
    },
    {
      dataset: 'sample',
      schema,
      mark: 'first',
      rights: { fields: {} },
      asker: 'a',
      path: '/records',
      parameters: new URLSearchParams(question),
      headers: {},
      findSnapshot: async (id) => snapshots.get(id ?? current),
      ...asked,
    },
  );
}

/** All but the link, which is another text every time that it is sealed. */
async function outcomeOf(answering: Promise<RecordsAnswer>): Promise<unknown> {
  return answering.then(
    ({ status, headers: { link, ...headers }, body }) => ({
      status,
      headers,
      hasMore: link !== undefined,
      body: body.toString(),
    }),
    ({ code, message }: { readonly code?: unknown; readonly message?: unknown }) => ({ code, message }),
  );
}
