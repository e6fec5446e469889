import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeContract } from '../../../../test/support/make-contract.ts';
import { startTestPlatform, type TestPlatform } from '../../../../test/support/platform.ts';
import type { Deliveries, UnitDelivery } from './list-deliveries.ts';

let platform: TestPlatform;
let steward: Record<string, string>;
const key = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
const text = (name: string, more: object = {}) => ({ name, logicalType: 'string', ...more });

beforeAll(async () => {
  platform = await startTestPlatform();
  steward = await platform.as('steward', { agency: 'H15.05' });
  const sla = [
    { property: 'frequency', value: 30, unit: 'd' },
    { property: 'latency', value: 10, unit: 'd' },
  ];
  await put('bao-cao', [text('ma_xa', key(1)), text('ky', key(2)), text('ten', { required: true })], {
    facts: { 'daklake.partitionBy': ['ma_xa', 'ky'], 'daklake.unitField': 'ma_xa', 'daklake.access': 'shared' },
    document: { slaProperties: sla },
  });
  await put('hien-trang', [text('ma_xa', key(1)), text('ten')], {
    facts: { 'daklake.partitionBy': ['ma_xa'], 'daklake.unitField': 'ma_xa' },
    document: { slaProperties: sla },
  });
  await put('khong-xa', [text('ma', key(1))], {});
});
afterAll(() => platform.close());

async function put(id: string, fields: readonly object[], given: object): Promise<void> {
  const response = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/json' },
    // Written out above as the standard has them.
    body: makeContract({ id, fields: fields as Readonly<Record<string, unknown>>[], ...given }),
  });
  if (!response.ok) throw new Error(await response.text());
}

async function ask(path: string, headers: Record<string, string> = steward) {
  const response = await platform.call(`/api/v1/datasets/${path}`, { headers });
  // An answer of the API is an object.
  return { status: response.status, ...((await response.json()) as Deliveries & { code?: string }) };
}

const unitOf = ({ items }: Deliveries, code: string): UnitDelivery =>
  items.find(({ unit }) => unit.code === code) ?? expect.fail(code);

const send = (headers: Record<string, string>, lines: readonly string[], dataset = 'bao-cao') =>
  platform.load(dataset, ['ma_xa,ky,ten', ...lines].join('\n'), { headers });

test('asks who it is, what he may, whether there is such a dataset, and whether communes fill it', async () => {
  expect(await ask('bao-cao/deliveries', {})).toMatchObject({ status: 401 });
  expect(await ask('bao-cao/deliveries', await platform.as('citizen'))).toMatchObject({ status: 403 });
  expect(await ask('none/deliveries')).toMatchObject({ status: 404, code: 'dataset-unknown' });
  expect(await ask('khong-xa/deliveries')).toMatchObject({ status: 404, code: 'deliveries-none' });
  expect(await ask(`bao-cao/deliveries?period=${'x'.repeat(101)}`)).toMatchObject({ status: 400 });
});

test('before the first delivery every commune of today is missing [http.deliveries]', async () => {
  const found = await ask('bao-cao/deliveries');
  expect(found).toMatchObject({
    unitField: 'ma_xa',
    period: { field: 'ky', value: null, values: [] },
    delivered: 0,
    expected: 102,
  });
  expect(found.items).toHaveLength(102);
  expect(unitOf(found, '24133')).toEqual({
    unit: { code: '24133', name: 'Phường Buôn Ma Thuột' },
    expected: true,
    state: 'missing',
    rows: 0,
    load: null,
    at: null,
    open: 0,
  });
});

test('tells of each unit and period what stands, what waits, what was left out, and what is late', async () => {
  const officer = (unit: string) => platform.as('officer', { agency: 'H15.101', unit });
  const [a, b, c] = [await officer('24133'), await officer('24121'), await officer('24169')];
  const whole = await send(a, ['24133,2026-10,x', '24133,2026-09,y']);
  const faulty = await send(b, [
    '24121,2026-10,x',
    ...['1', '2', '3', '4'].map((n) => `24121,2026-1${n},z`),
    '24121,2026-10,',
  ]);
  const held = await send(c, ['24169,2026-10,x', '24169,2026-10,']);
  expect([whole.state, faulty.state, held.state]).toEqual(['published', 'published', 'held']);
  const october = await ask('bao-cao/deliveries?period=2026-10');
  expect(october.period).toEqual({
    field: 'ky',
    value: '2026-10',
    values: ['2026-14', '2026-13', '2026-12', '2026-11', '2026-10', '2026-09'],
  });
  expect(october).toMatchObject({ delivered: 2, expected: 102 });
  expect(unitOf(october, '24133')).toMatchObject({ state: 'delivered', rows: 1, load: whole.id, open: 0 });
  expect(unitOf(october, '24121')).toMatchObject({ state: 'rejected-rows', rows: 1, load: faulty.id, open: 1 });
  expect(unitOf(october, '24169')).toMatchObject({ state: 'held', rows: 0, load: held.id });
  // October ended on the 31st; ten days of grace are over, or not, by the day on which this runs.
  const over = new Date().toISOString().slice(0, 10) > '2026-11-10';
  expect(unitOf(october, '24175')).toMatchObject({ state: over ? 'late' : 'missing', rows: 0, load: null });
  for (const period of ['x', '2026', '2026-15', '202610', "'"])
    expect(await ask(`bao-cao/deliveries?period=${period}`)).toMatchObject({ status: 400, code: 'period-unknown' });
  expect(unitOf(await ask('bao-cao/deliveries?period=2020-01'), '24133')).toMatchObject({ state: 'late', rows: 0 });
  expect(unitOf(await ask('bao-cao/deliveries?period=2099-01'), '24133')).toMatchObject({
    state: 'missing',
    rows: 0,
  });
  expect(await ask('bao-cao/deliveries?lang=en')).toMatchObject({ period: { value: '2026-14' } });

  // A reader sees whose rows are there; an officer what became of his own; neither the loads of others.
  const reader = await ask('bao-cao/deliveries?period=2026-10', await platform.as('leader', { agency: 'H15' }));
  expect(reader.delivered).toBe(2);
  expect(unitOf(reader, '24121')).toMatchObject({ state: 'delivered', rows: 1, load: null, at: null, open: null });
  expect(['late', 'missing']).toContain(unitOf(reader, '24169').state);
  const own = await ask('bao-cao/deliveries?period=2026-10', c);
  expect(unitOf(own, '24169')).toMatchObject({ state: 'held', load: held.id });
  expect(unitOf(own, '24121')).toMatchObject({ state: 'delivered', load: null, open: null });

  // The steward's delivery for a commune is known to its officer, but is not his to open.
  const stewards = await send(steward, ['24133,2026-10,mới']);
  expect(unitOf(await ask('bao-cao/deliveries?period=2026-10', a), '24133')).toMatchObject({
    state: 'delivered',
    load: null,
  });
  expect(unitOf(await ask('bao-cao/deliveries?period=2026-10'), '24133')).toMatchObject({ load: stewards.id });
});

test('a dataset without periods is late by its last delivery; rows of former communes are shown apart', async () => {
  const first = await send(steward, ['24133,,x', '24118,,cũ'], 'hien-trang');
  const found = await ask('hien-trang/deliveries', {});
  expect(found).toMatchObject({ period: null, delivered: 1, expected: 102 });
  expect(found.items).toHaveLength(103);
  expect(found.items.at(-1)).toMatchObject({ unit: { code: '24118', name: '24118' }, expected: false, rows: 1 });
  expect(unitOf(found, '24133')).toMatchObject({ state: 'delivered', load: null });
  await platform.database
    .updateTable('intake.loads')
    .set({ ended_at: new Date(Date.now() - 41 * 86_400_000) })
    .where('id', '=', first.id)
    .execute();
  expect(unitOf(await ask('hien-trang/deliveries'), '24133')).toMatchObject({ state: 'late', rows: 1, load: first.id });
});
