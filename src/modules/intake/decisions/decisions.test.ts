import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LoadView } from '#api/loads.ts';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
let made = 0;

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
});
afterAll(() => platform.close());

async function makeDataset(facts: Readonly<Record<string, unknown>> = {}): Promise<string> {
  made += 1;
  const id = `giu-lai-${made}`;
  const key = { primaryKey: true, primaryKeyPosition: 1, required: true };
  const fields = [
    { name: 'ma', logicalType: 'string', ...key },
    { name: 'xa', logicalType: 'string', required: true },
  ];
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    body: makeContract({ id, fields, facts }),
  });
  if (!response.ok) throw new Error(await response.text());
  return id;
}

/** Rows of a commune, so many right and so many wrong. */
const rows = (xa: string, right: number, wrong = 0, mark = '') => [
  ...Array.from({ length: right }, (_, index) => `${xa}${mark}${index},${xa}`),
  ...Array.from({ length: wrong }, () => `,${xa}`),
];

const textOf = (lines: readonly string[]) => ['ma,xa', ...lines].join('\n');

const load = (dataset: string, lines: readonly string[], query = '') =>
  platform.load(dataset, textOf(lines), { headers: steward, query });

async function decide(id: string, body: object, headers: Record<string, string> = steward) {
  const response = await platform.call(`/api/v1/loads/${id}/decision`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  // An answer of the API is an object.
  return { status: response.status, ...((await response.json()) as Partial<LoadView> & { code?: string }) };
}

async function view(id: string): Promise<LoadView> {
  return (await (await platform.call(`/api/v1/loads/${id}`, { headers: steward })).json()) as LoadView;
}

async function rest(id: string): Promise<LoadView> {
  for (;;) {
    const load = await view(id);
    if (load.state !== 'publishing') return load;
    await sleep(20);
  }
}

async function codes(dataset: string): Promise<readonly string[]> {
  const records = await platform.call(`/api/v1/datasets/${dataset}/records?select=ma`, { headers: steward });
  return ((await records.json()) as { ma: string }[]).map(({ ma }) => ma);
}

test('a delivery is held against the rows of its own partitions, not against the dataset', async () => {
  const dataset = await makeDataset({ 'daklake.partitionBy': ['xa'] });
  expect((await load(dataset, rows('A', 10))).state).toBe('published');
  expect((await load(dataset, rows('B', 2))).state).toBe('published');
  expect((await load(dataset, rows('A', 8, 0, 'x'))).state).toBe('published');
  const few = await load(dataset, rows('A', 6, 0, 'y'));
  expect(few).toMatchObject({ state: 'held', hold: { reasons: ['row-count'], below: 0.8, standing: 8 } });
  // Added rows take nothing away.
  expect((await load(dataset, rows('A', 1, 0, 'z'), '&mode=append')).state).toBe('published');
  expect((await load(dataset, rows('A', 1, 0, 'z'), '&mode=upsert')).state).toBe('published');
  const faulty = await load(dataset, rows('C', 7, 3));
  expect(faulty).toMatchObject({ state: 'held', hold: { reasons: ['accepted-share'], standing: 0 } });
  const never = await makeDataset({ 'daklake.holdBelow': 0 });
  await load(never, rows('A', 10));
  expect(await load(never, rows('A', 1, 9))).toMatchObject({ state: 'published', hold: null });
});

test('who decided, when and why stays with the load', async () => {
  const dataset = await makeDataset();
  const { id } = await load(dataset, rows('A', 1, 9));
  const auditor = await platform.as('auditor');
  expect((await decide(id, { publish: true }, {})).status).toBe(404);
  expect((await decide(id, { publish: true }, auditor)).status).toBe(403);
  expect((await decide(id, { publish: 'yes' })).status).toBe(400);
  await decide(id, { publish: false, note: 'gửi nhầm' });
  expect(await rest(id)).toMatchObject({
    state: 'cancelled',
    note: 'gửi nhầm',
    decidedBy: 'steward H15.05 null',
    decidedAt: expect.stringMatching(/\+07:00$/),
  });
  expect(await decide(id, { publish: true })).toMatchObject({ status: 409, code: 'load-not-held' });
  expect(await codes(dataset)).toEqual([]);
});

test('an old load takes the place of newer data only where that is said [http.decision.newer]', async () => {
  const dataset = await makeDataset({ 'daklake.partitionBy': ['xa'] });
  const [one, other] = [await load(dataset, rows('A', 1, 9)), await load(dataset, rows('B', 1, 9))];
  expect([one.state, other.state]).toEqual(['held', 'held']);
  await load(dataset, rows('A', 2, 0, 'm'));
  expect(await decide(one.id, { publish: true })).toMatchObject({ status: 409, code: 'load-outdated' });
  // Nothing newer stands in its partition.
  await decide(other.id, { publish: true });
  expect(await rest(other.id)).toMatchObject({ state: 'published' });
  await decide(one.id, { publish: true, force: true, note: 'bản này đúng' });
  expect(await rest(one.id)).toMatchObject({ state: 'published', note: 'bản này đúng' });
  expect(await codes(dataset)).toEqual(['A0', 'B0']);
  // What it took the place of is no repetition when it is sent again.
  expect(await load(dataset, rows('A', 2, 0, 'm'))).toMatchObject({ state: 'published', unchanged: false });
});

test('a load held before the dataset was taken back is not published just like that', async () => {
  const dataset = await makeDataset();
  const first = await load(dataset, rows('A', 2));
  await load(dataset, rows('A', 2, 0, 'm'));
  const held = await load(dataset, rows('A', 1));
  expect(held.state).toBe('held');
  const back = await platform.call(`/api/v1/datasets/${dataset}/rollback`, {
    method: 'POST',
    headers: { ...steward, 'content-type': 'application/json' },
    body: JSON.stringify({ snapshot: first.snapshot }),
  });
  expect(back.status).toBe(200);
  expect(await decide(held.id, { publish: true })).toMatchObject({ status: 409, code: 'load-outdated' });
});

test('what is published between a decision and its turn sends the load back to be decided on again', async () => {
  const dataset = await makeDataset();
  await load(dataset, rows('A', 10));
  const held = await load(dataset, rows('A', 1));
  // The newer one is taken first: nothing else waits when it comes.
  const newer = await platform.send(dataset, textOf(rows('A', 10, 0, 'm')), { headers: steward });
  await expect.poll(async () => (await view(newer)).state).not.toBe('received');
  const decision = await decide(held.id, { publish: true });
  expect((await platform.follow(newer, steward)).state).toBe('published');
  if (decision.status === 200) expect(await rest(held.id)).toMatchObject({ state: 'held', decidedBy: null });
  else expect(decision.code).toBe('load-outdated');
  expect(await codes(dataset)).toHaveLength(10);
});

test('a held append is checked again against what was appended meanwhile [http.decision.overtaken]', async () => {
  const dataset = await makeDataset({ 'daklake.holdBelow': 0.9 });
  const held = await load(dataset, ['K1,A', ',A', 'K2,A', 'K9,A'], '&mode=append');
  expect(held).toMatchObject({ state: 'held', hold: { reasons: ['accepted-share'] }, result: { accepted: 3 } });
  // One key comes with the same content, another with other content.
  expect((await load(dataset, ['K1,A', 'K2,B'], '&mode=append')).state).toBe('published');
  expect(await decide(held.id, { publish: true, note: 'đã xem' })).toMatchObject({ status: 200 });
  // Wherever it is cut off, it comes out the same.
  await platform.restart();
  expect(await rest(held.id)).toMatchObject({
    state: 'published',
    result: { received: 4, accepted: 1, rejected: 2, duplicate: 1 },
    difference: { rows: 3, added: 1 },
    hold: held.hold,
    note: 'đã xem',
    decidedBy: 'steward H15.05 null',
  });
  expect(await codes(dataset)).toEqual(['K1', 'K2', 'K9']);
  const rejects = await platform.call(`/api/v1/loads/${held.id}/rejects.csv`, { headers: steward });
  expect((await rejects.text()).split('\n').filter((line) => /K1|K2/.test(line))).toHaveLength(2);
});

test('a held append of which everything came meanwhile is published with nothing to add', async () => {
  const dataset = await makeDataset({ 'daklake.holdBelow': 0.9 });
  const lines = ['K1,A', ',A'];
  const [one, other] = [await load(dataset, lines, '&mode=append'), await load(dataset, lines, '&mode=append')];
  expect([one.state, other.state]).toEqual(['held', 'held']);
  for (const { id } of [one, other]) await decide(id, { publish: true });
  expect(await rest(one.id)).toMatchObject({ state: 'published', result: { accepted: 1, duplicate: 0 } });
  expect(await rest(other.id)).toMatchObject({ state: 'published', result: { accepted: 0, duplicate: 1 } });
  expect(await codes(dataset)).toEqual(['K1']);
});
